package io.orderflow.journal;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;

@RocketMQClient
@Topic("${fixture.topic}")
@Requires(property = "fixture.topic")
interface Notices {

    <R> PublishResult<R> post(@MessageKey String key, @MessageBody byte[] body, LocalTransaction<R> transaction);

    void postNow(@MessageKey String key, @MessageBody byte[] body);

    void postAll(@MessageKey List<String> keys, @MessageBody List<byte[]> bodies);
}
