package io.orderflow.dashboard.deadletter;

/** Where evidence comes from that a redelivered message had its effect. */
@FunctionalInterface
interface Applied {

    /** Whether the group reported for this very message that its effect is stored, by this delivery or an earlier one. */
    boolean applied(String group, String messageId);
}
