package io.orderflow.dashboard.broker;

import java.time.Instant;

/**
 * A message that the broker keeps from all consumers until it learns how its transaction ended.
 *
 * @param checks how often the broker has asked for it already
 * @param nextCheckAt when it will ask next, about: its rounds have no fixed times
 */
public record HalfMessage(
        String id, String key, String topic, String tag, Instant bornAt, int checks, Instant nextCheckAt) {}
