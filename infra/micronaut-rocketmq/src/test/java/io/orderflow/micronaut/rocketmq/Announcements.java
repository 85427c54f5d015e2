package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.DeliverAt;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@RocketMQClient
@Topic("${fixture.topic}")
@Requires(property = "fixture.topic")
interface Announcements {

    @Serdeable
    record Announced(String text) {}

    @Tag("announced")
    <R> PublishResult<R> announce(@MessageKey String key, @MessageBody Announced body, LocalTransaction<R> transaction);

    @Tag("announced")
    void announceNow(@MessageKey String key, @MessageBody Announced body);

    @Tag("announced")
    void announceFrom(@MessageKey String key, @MessageBody Announced body, @MessageHeader("origin") String origin);

    @Tag("announced")
    void announceBytes(@MessageKey String key, @MessageBody byte[] body);

    @Tag("announced")
    void announceAll(
            @MessageKey List<String> keys, @MessageBody List<Announced> bodies, @MessageHeader("origin") String origin);

    @Tag("announced")
    void announceAt(@MessageKey String key, @MessageBody Announced body, @DeliverAt Instant at);

    @Tag("noted")
    void tellNoted(@MessageKey String key, @MessageBody Announced body);

    @Tag("revised")
    void revise(@MessageKey String key, @MessageBody Announced body);

    @Tag("withdrawn")
    void withdraw(@MessageKey String key, @MessageBody Announced body);

    @Tag("announced")
    void announceEach(
            @MessageKey List<String> keys,
            @MessageBody List<Announced> bodies,
            @MessageHeader("origin") List<@Nullable String> origins,
            @MessageHeader("traceparent") List<@Nullable String> traceparents);
}
