package io.orderflow.messaging.consume;

import java.time.Duration;

/** What the broker is asked to do with a delivery. */
public sealed interface Settlement {

    /** Done with it. */
    record Acknowledge(Handled.Outcome outcome) implements Settlement {}

    /** Deliver it again to this group, not sooner than {@code after}. */
    record Redeliver(Duration after) implements Settlement {}

    /** Keep it aside until an operator decides. Its reason is stored by now. */
    record DeadLetter() implements Settlement {}
}
