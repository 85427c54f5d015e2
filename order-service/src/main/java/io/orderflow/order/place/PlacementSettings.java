package io.orderflow.order.place;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param maxConcurrent placements that talk to broker and database at once; no more than there are pooled connections,
 *     so that no half message waits for one
 * @param maxWait how long a request waits for its turn before it is answered 503
 * @param resendUnseenAfter how long an order may stay unseen before its event is sent again; longer than the broker
 *     takes to check back
 */
@ConfigurationProperties("placement")
public record PlacementSettings(
        @Bindable(defaultValue = "64") int maxConcurrent,
        @Bindable(defaultValue = "2s") Duration maxWait,
        @Bindable(defaultValue = "2m") Duration resendUnseenAfter) {}
