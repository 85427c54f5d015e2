package io.orderflow.micronaut.rocketmq;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** Something that a local transaction writes. */
@MappedEntity("note")
record Note(@Id String text) {}
