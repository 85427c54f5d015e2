package io.orderflow.order.place;

import org.jspecify.annotations.Nullable;

/**
 * The client's name for one attempt to order something, as in the IETF draft "The Idempotency-Key HTTP Header Field".
 * Any 1 to 128 visible ASCII characters; quotes around it are part of it.
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 128;

    private IdempotencyKey() {}

    static String validated(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw PlacementProblems.keyMissing();
        }
        if (key.length() > MAX_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw PlacementProblems.keyMalformed();
        }
        return key;
    }
}
