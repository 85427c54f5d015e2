package io.orderflow.order.place;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param backlog orders that may wait to be placed or be in a group that is; one more is answered 503 at once
 * @param groupsAtOnce groups that may be under way; while there are fewer, an order is placed at once
 * @param groupSize orders in a group, at most
 * @param groupLines order lines in a group: with so many it gets no further order, which keeps its message far below what the
 *     broker takes
 * @param apartAtOnce orders that are placed apart at once, after their groups failed; no more than there are pooled
 *     connections, so that no half message waits for one
 * @param maxWait how long a request waits for its turn before it is answered 503
 * @param resendUnseenAfter how long an order may stay unseen before its event is sent again; longer than the broker
 *     takes to check back
 */
@ConfigurationProperties("placement")
public record PlacementSettings(
        @Bindable(defaultValue = "1024") int backlog,
        @Bindable(defaultValue = "2") int groupsAtOnce,
        @Bindable(defaultValue = "64") int groupSize,
        @Bindable(defaultValue = "1000") int groupLines,
        @Bindable(defaultValue = "64") int apartAtOnce,
        @Bindable(defaultValue = "2s") Duration maxWait,
        @Bindable(defaultValue = "2m") Duration resendUnseenAfter) {}
