package io.orderflow.seckill;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A ticket's id, which is also its order's id: a UUID of version 8 (RFC 9562, section 5.8) that contains its sale and epoch, so
 * that a ticket can be looked up when the gateway has lost it.
 *
 * <p>From the left: 48 bits of Unix time in milliseconds (ids grow with time, as those of other orders do), version, 12 bits
 * of epoch, variant, 22 bits of sale, 40 random bits. Not a secret: it is shown to its customer only.
 */
public record TicketId(UUID value) {

    public static final long MAX_SALE = (1L << 22) - 1;
    public static final int MAX_EPOCH = (1 << 12) - 1;

    private static final int VERSION = 8;
    private static final int RANDOM_BITS = 40;

    /**
     * @param epochMillis Unix time
     * @throws IllegalArgumentException if sale or epoch have more bits than there is room for
     */
    public static TicketId next(long saleId, int epoch, long epochMillis) {
        if (saleId < 0 || saleId > MAX_SALE || epoch < 0 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("A ticket has room for sales up to %d and epochs up to %d; got %d and %d"
                    .formatted(MAX_SALE, MAX_EPOCH, saleId, epoch));
        }
        long random = ThreadLocalRandom.current().nextLong() >>> (Long.SIZE - RANDOM_BITS);
        return new TicketId(
                new UUID(epochMillis << 16 | VERSION << 12 | epoch, 0b10L << 62 | saleId << RANDOM_BITS | random));
    }

    /** Empty for everything that {@link #next} can't have made. */
    public static Optional<TicketId> parse(String text) {
        UUID value;
        try {
            value = UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        // fromString is lenient; an id has one spelling only.
        return value.version() == VERSION
                        && value.variant() == 2
                        && value.toString().equals(text)
                ? Optional.of(new TicketId(value))
                : Optional.empty();
    }

    public long saleId() {
        return value.getLeastSignificantBits() >>> RANDOM_BITS & MAX_SALE;
    }

    /** To the millisecond. */
    public Instant givenAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    public int epoch() {
        return (int) (value.getMostSignificantBits() & MAX_EPOCH);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
