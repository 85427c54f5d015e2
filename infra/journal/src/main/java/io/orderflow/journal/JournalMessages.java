package io.orderflow.journal;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** The way to the dashboard; a service does its work without it. */
@RocketMQClient(essential = false)
@Topic(JournalTopic.NAME)
@Requires(property = "journal.enabled", notEquals = "false")
interface JournalMessages {

    void ship(@MessageKey String id, @MessageBody JournalBatch batch);
}
