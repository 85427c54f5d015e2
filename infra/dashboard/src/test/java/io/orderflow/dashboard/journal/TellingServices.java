package io.orderflow.dashboard.journal;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Sends as services do. */
@RocketMQClient
@Topic(JournalTopic.NAME)
interface TellingServices {

    void tell(@MessageKey String id, @MessageBody JournalBatch batch);
}
