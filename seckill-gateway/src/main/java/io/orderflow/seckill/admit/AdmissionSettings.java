package io.orderflow.seckill.admit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param combine requests that arrive together are sent to Redis in one call; off: each in a call of its own
 * @param callSize requests in one call, at most: 1 to 500, since they run as one script, and Redis answers nothing else meanwhile
 * @param calls that are under way for one sale at once, at most
 * @param patience between the beginnings of two calls, unless the second is full: how long a request waits for others, at most
 * @param backlog requests of one sale that wait for a call, at most; more are answered as if the queue were full
 * @param soldOutFor how long "sold out" is answered without asking Redis again
 * @param pauseAfterFailure how long Redis is not asked after it failed
 */
@ConfigurationProperties("admission")
record AdmissionSettings(
        @Bindable(defaultValue = "true") boolean combine,
        @Bindable(defaultValue = "128") int callSize,
        @Bindable(defaultValue = "4") int calls,
        @Bindable(defaultValue = "1ms") Duration patience,
        @Bindable(defaultValue = "10000") int backlog,
        @Bindable(defaultValue = "1s") Duration soldOutFor,
        @Bindable(defaultValue = "1s") Duration pauseAfterFailure,
        Limits limits,
        Tokens tokens) {

    private static final int CALLS_UNCOMBINED = 1_024;
    private static final int LARGEST_CALL = 500;

    AdmissionSettings {
        if (callSize < 1 || calls < 1 || backlog < 1) {
            throw new IllegalArgumentException(
                    "admission.call-size, calls and backlog must be at least 1; got %d, %d, %d"
                            .formatted(callSize, calls, backlog));
        }
        if (callSize > LARGEST_CALL) {
            throw new IllegalArgumentException(
                    "admission.call-size must be %d or less; got %d".formatted(LARGEST_CALL, callSize));
        }
    }

    int requestsPerCall() {
        return combine ? callSize : 1;
    }

    int callsAtOnce() {
        return combine ? calls : CALLS_UNCOMBINED;
    }

    /**
     * Requests a second that may reach Redis; 0 for no limit.
     *
     * @param burst requests at once that a customer may save up
     * @param remembered customers and addresses whose requests are counted, at most each. Fewer than come in a second of a rush are
     *     enough: frequent ones are kept, those that came once are forgotten first
     */
    @ConfigurationProperties("limits")
    record Limits(
            @Bindable(defaultValue = "20") int perCustomer,
            @Bindable(defaultValue = "40") int burst,
            @Bindable(defaultValue = "200") int perAddress,
            @Bindable(defaultValue = "10000") int remembered) {}

    /**
     * @param early how long before a sale's opening its tokens are given
     * @param valid how long a token can buy, from the opening or from when it was given, whichever is later
     */
    @ConfigurationProperties("tokens")
    record Tokens(
            @Bindable(defaultValue = "10m") Duration early,
            @Bindable(defaultValue = "2m") Duration valid) {}
}
