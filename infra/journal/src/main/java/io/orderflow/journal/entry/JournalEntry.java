package io.orderflow.journal.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of one message, or of the request that led to it.
 *
 * @param at when it began, by the clock of the instance that did it, in microseconds
 * @param request method and path of an {@code HTTP_REQUEST}
 * @param keys the message's own key first, then those that it stands for; empty for a request that came to nothing
 * @param messageId the sender's unique id; the same in every redelivery
 * @param txId of a transactional message, as in {@code tx_fence}
 * @param bornAt when the message was sent, by the sender's clock
 * @param group consumer group of a {@code DELIVERY}
 * @param attempt of a {@code DELIVERY}, or number of a {@code CHECK_BACK}, from 1; otherwise 0
 * @param outcome see {@link JournalStep}
 * @param micros how long it took
 * @param nextAt when a {@code DELIVERY} comes again at the earliest, or a {@code SEND} with a delay is delivered
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JournalEntry(
        Instant at,
        JournalStep step,
        @Nullable String request,
        @Nullable String topic,
        @Nullable String tag,
        List<String> keys,
        @Nullable String messageId,
        @Nullable String txId,
        @Nullable String traceId,
        @Nullable Instant bornAt,
        @Nullable String group,
        int attempt,
        String outcome,
        long micros,
        @Nullable Failure failure,
        @Nullable Instant nextAt) {

    public JournalEntry {
        keys = List.copyOf(keys);
    }

    /**
     * @param exception class name
     * @param reason its message, at most {@value #REASON_LENGTH} characters
     * @param stack causes included, at most {@value #STACK_LENGTH} characters
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(String exception, @Nullable String reason, String stack) {

        public static final int REASON_LENGTH = 1_000;
        public static final int STACK_LENGTH = 16_000;
    }
}
