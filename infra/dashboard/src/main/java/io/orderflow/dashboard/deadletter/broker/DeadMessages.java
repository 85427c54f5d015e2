package io.orderflow.dashboard.deadletter.broker;

import java.util.List;

/** Where dead letters go. */
@FunctionalInterface
public interface DeadMessages {

    /**
     * Returns when all of them are safe. May get the same one again.
     *
     * @throws Exception if one is not safe: all of them come again
     */
    void take(List<DeadMessage> messages) throws Exception;
}
