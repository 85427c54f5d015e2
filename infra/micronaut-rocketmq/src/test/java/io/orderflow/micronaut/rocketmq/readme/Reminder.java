package io.orderflow.micronaut.rocketmq.readme;

import io.micronaut.serde.annotation.Serdeable;

@Serdeable
record Reminder(long amount) {}
