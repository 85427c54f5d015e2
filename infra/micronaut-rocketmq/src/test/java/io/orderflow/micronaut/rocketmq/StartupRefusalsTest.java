package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.DeliverAt;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't work does not start, and the message names what to do. */
class StartupRefusalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            two-classes       | has two listener classes
            no-topic          | has no @Topic; put one on it or on its class
            no-method         | has no @Topic method; add one or remove the annotation
            same-tag-twice    | has two methods for topic 'things', tag 'made'; keep one
            unbindable        | argument 'mystery' must be @MessageBody, @MessageKey, @MessageHeader or a Delivery
            no-list           | with batch > 1 every argument is a List; make 'thing' a List<String>
            no-gate           | there is no ProcessedEvents bean; add messaging-redis
            wrong-result      | must return void or Handled, not String
            answer-each       | must return void or Handled, not List<Outcome>
            wrong-batch       | must return void or Handled or List<Handled>, not List<String>
            wrong-duration    | @Redelivery(first = "soon") is no duration such as 500ms, 1s or 2m
            wrong-policy      | 0 <= first <= longest
            two-tags          | @Tag names exactly one tag
            bad-group         | illegal characters
            client-no-topic   | has no @Topic; put one on it or on its type
            client-no-key     | needs a @MessageKey (what consumers deduplicate by) and a @MessageBody
            client-result     | must return PublishResult<R> if it takes a LocalTransaction<R>, and void if it does not
            client-no-db      | there is no DataSource (or Transactions bean) to run it on
            client-argument   | argument 'mystery' must be @MessageKey, @MessageBody, @MessageHeader, @DeliverAt or a LocalTransaction
            client-header     | header 'KEYS' is RocketMQ's or this library's own; choose another name
            client-own-header | header 'orderflow-tx-id' is RocketMQ's or this library's own; choose another name
            header-map        | header 'origins' is one text, not Map<String, String>; give each value a @MessageHeader of its own
            header-maybe      | header 'origin' is one text, not Optional<String>
            listener-map      | header 'origins' is one text, not a Map; take the Delivery, which has all headers
            dead-letters      | takes dead letters, whose attempts RocketMQ goes on counting
            header-each       | header 'origins' is a List, one for each message of a batch; this method sends one message
            batch-one-body    | sends a batch: @MessageKey must be a List<String> and @MessageBody a List of the same size
            batch-set-of-keys | sends a batch: @MessageKey must be a List<String> and @MessageBody a List of the same size
            batch-transaction | can't send a batch in a LocalTransaction; make its body one message that holds the list
            batch-delayed     | can't delay a batch; send each message with its own @DeliverAt
            transaction-delay | can't delay a message of a LocalTransaction; remove @DeliverAt and let the receiver wait
            delay-type        | @DeliverAt 'seconds' must be an Instant, not long
            broadcast-policy  | takes a broadcast, of which nothing is redelivered; remove @Redelivery or broadcast = true
            broadcast-gate    | takes a broadcast, of which nothing is redelivered; remove @Idempotent or broadcast = true
            broadcast-result  | takes a broadcast, which nobody settles; it must return void
            """)
    void what_can_not_work_does_not_start(String mistake, String sentence) {
        var failure = catchThrowable(() -> ApplicationContext.run(Map.of(
                        "mistake", mistake, "micronaut.application.name", "refusals", "rocketmq.enabled", "false"))
                .close());
        assertThat(failure).isNotNull();
        assertThat(failure).hasStackTraceContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            faulty-client   | no @Topic; needs a @MessageKey; argument 'mystery'; must return PublishResult<R>; @Tag names exactly one tag
            faulty-listener | no @Topic; argument 'mystery'; must return void or Handled, not String; is no duration; no ProcessedEvents
            faulty-two      | FaultyFirst; FaultySecond
            """)
    void everything_that_is_wrong_is_told_at_once(String mistake, String sentences) {
        var failure = catchThrowable(() -> ApplicationContext.run(Map.of(
                        "mistake", mistake, "micronaut.application.name", "refusals", "rocketmq.enabled", "false"))
                .close());

        assertThat(failure).isNotNull();
        for (String sentence : sentences.split("; ")) {
            assertThat(failure).hasStackTraceContaining(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rocketmq.name-server              | localhost | rocketmq.name-server must be host:port
            rocketmq.name-server              | ::1:9876  | rocketmq.name-server must be host:port or [IPv6 address]:port
            rocketmq.name-server              | [::1]     | rocketmq.name-server must be host:port or [IPv6 address]:port
            rocketmq.access-key               | alone     | rocketmq.access-key and rocketmq.secret-key belong together
            rocketmq.consumer.delay-levels    | 5s 1s     | must not fall
            rocketmq.consumer.cached-messages | 0         | must be between 1 and 65535; got 0
            rocketmq.producer.send-timeout    | 0s        | rocketmq.producer.send-timeout must be positive
            rocketmq.transaction.retention    | 1s        | rocketmq.transaction.retention must exceed the grace period
            """)
    void a_wrong_setting_is_named(String property, String value, String sentence) {
        var failure = catchThrowable(() -> {
            try (var context =
                    ApplicationContext.run(Map.of(property, value, "micronaut.application.name", "refusals"))) {
                context.getBean(TransactionConfiguration.class);
            }
        });
        assertThat(failure).isNotNull();
        assertThat(failure).hasStackTraceContaining(sentence);
    }

    @Requires(property = "mistake", value = "two-classes")
    @RocketMQListener("one-group")
    static class First {
        @Topic("things")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "two-classes")
    @RocketMQListener("one-group")
    static class Second {
        @Topic("others")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "no-topic")
    @RocketMQListener("g")
    static class NoTopic {
        @Tag("made")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "no-method")
    @RocketMQListener("g")
    static class NoMethod {
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "same-tag-twice")
    @RocketMQListener("g")
    @Topic("things")
    static class SameTagTwice {
        @Tag("made")
        void one(@MessageBody String thing) {}

        @Tag("made")
        void two(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "unbindable")
    @RocketMQListener("g")
    static class Unbindable {
        @Topic("things")
        void on(@MessageBody String thing, int mystery) {}
    }

    @Requires(property = "mistake", value = "no-list")
    @RocketMQListener(value = "g", batch = 8)
    static class NoList {
        @Topic("things")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "no-gate")
    @RocketMQListener("g")
    static class NoGate {
        @Topic("things")
        @Idempotent
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "wrong-result")
    @RocketMQListener("g")
    static class WrongResult {
        @Topic("things")
        String on(@MessageBody String thing) {
            return thing;
        }
    }

    @Requires(property = "mistake", value = "answer-each")
    @RocketMQListener("g")
    static class AnswerEach {
        @Topic("things")
        List<Handled.Outcome> on(@MessageBody String thing) {
            return List.of();
        }
    }

    @Requires(property = "mistake", value = "wrong-batch")
    @RocketMQListener(value = "g", batch = 8)
    static class WrongBatch {
        @Topic("things")
        List<String> on(@MessageBody List<String> things) {
            return things;
        }
    }

    @Requires(property = "mistake", value = "wrong-duration")
    @RocketMQListener("g")
    static class WrongDuration {
        @Topic("things")
        @Redelivery(first = "soon")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "wrong-policy")
    @RocketMQListener("g")
    static class WrongPolicy {
        @Topic("things")
        @Redelivery(first = "1m", upTo = "1s")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "two-tags")
    @RocketMQListener("g")
    static class TwoTags {
        @Topic("things")
        @Tag("made || broken")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "bad-group")
    @RocketMQListener("my group")
    static class BadGroup {
        @Topic("things")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "client-no-topic")
    @RocketMQClient
    interface ClientWithoutTopic {
        void send(@MessageKey String key, @MessageBody String thing);
    }

    @Requires(property = "mistake", value = "client-no-key")
    @RocketMQClient
    interface ClientWithoutKey {
        @Topic("things")
        void send(@MessageBody String thing);
    }

    @Requires(property = "mistake", value = "client-result")
    @RocketMQClient
    interface ClientWithoutResult {
        @Topic("things")
        void send(@MessageKey String key, @MessageBody String thing, LocalTransaction<String> work);
    }

    @Requires(property = "mistake", value = "client-no-db")
    @RocketMQClient
    interface ClientWithoutDatabase {
        @Topic("things")
        <R> PublishResult<R> send(@MessageKey String key, @MessageBody String thing, LocalTransaction<R> work);
    }

    @Requires(property = "mistake", value = "client-argument")
    @RocketMQClient
    interface ClientWithStrangeArgument {
        @Topic("things")
        void send(@MessageKey String key, @MessageBody String thing, int mystery);
    }

    @Requires(property = "mistake", value = "header-each")
    @RocketMQClient
    @Topic("things")
    interface ClientWithHeadersOfOneMessage {

        void send(@MessageKey String key, @MessageBody String thing, @MessageHeader("origins") List<String> origins);
    }

    @Requires(property = "mistake", value = "client-header")
    @RocketMQClient
    interface ClientWithReservedHeader {
        @Topic("things")
        void send(@MessageKey String key, @MessageBody String thing, @MessageHeader("KEYS") String keys);
    }

    @Requires(property = "mistake", value = "batch-one-body")
    @RocketMQClient
    interface BatchWithOneBody {
        @Topic("things")
        void send(@MessageKey List<String> keys, @MessageBody String thing);
    }

    @Requires(property = "mistake", value = "batch-set-of-keys")
    @RocketMQClient
    interface BatchWithSetOfKeys {
        @Topic("things")
        void send(@MessageKey Set<String> keys, @MessageBody List<String> things);
    }

    @Requires(property = "mistake", value = "batch-transaction")
    @RocketMQClient
    interface BatchInTransaction {
        @Topic("things")
        <R> PublishResult<R> send(
                @MessageKey List<String> keys, @MessageBody List<String> things, LocalTransaction<R> work);
    }

    @Requires(property = "mistake", value = "batch-delayed")
    @RocketMQClient
    interface DelayedBatch {
        @Topic("things")
        void send(@MessageKey List<String> keys, @MessageBody List<String> things, @DeliverAt Instant at);
    }

    @Requires(property = "mistake", value = "transaction-delay")
    @RocketMQClient
    interface DelayedTransaction {
        @Topic("things")
        <R> PublishResult<R> send(
                @MessageKey String key, @MessageBody String thing, @DeliverAt Instant at, LocalTransaction<R> work);
    }

    @Requires(property = "mistake", value = "delay-type")
    @RocketMQClient
    interface DelayInSeconds {
        @Topic("things")
        void send(@MessageKey String key, @MessageBody String thing, @DeliverAt long seconds);
    }

    @Requires(property = "mistake", value = "broadcast-policy")
    @RocketMQListener(value = "g", broadcast = true)
    @Redelivery(times = 3)
    static class RedeliveredBroadcast {
        @Topic("things")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "broadcast-gate")
    @RocketMQListener(value = "g", broadcast = true)
    static class IdempotentBroadcast {
        @Topic("things")
        @Idempotent
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "broadcast-result")
    @RocketMQListener(value = "g", broadcast = true)
    static class SettledBroadcast {
        @Topic("things")
        Handled on(@MessageBody String thing) {
            return Handled.Outcome.APPLIED;
        }
    }

    @Requires(property = "mistake", value = "client-own-header")
    @RocketMQClient
    interface ClientWithOwnHeader {
        @Topic("things")
        void send(@MessageKey String key, @MessageBody String thing, @MessageHeader("orderflow-tx-id") String id);
    }

    @Requires(property = "mistake", value = "header-map")
    @RocketMQClient
    @Topic("things")
    interface ClientWithMapOfHeaders {
        void send(@MessageKey String key, @MessageBody String thing, @MessageHeader Map<String, String> origins);
    }

    @Requires(property = "mistake", value = "header-maybe")
    @RocketMQClient
    @Topic("things")
    interface ClientWithOptionalHeader {
        void send(@MessageKey String key, @MessageBody String thing, @MessageHeader Optional<String> origin);
    }

    @Requires(property = "mistake", value = "listener-map")
    @RocketMQListener("g")
    static class ListenerWithMapOfHeaders {
        @Topic("things")
        void on(@MessageHeader Map<String, String> origins) {}
    }

    @Requires(property = "mistake", value = "dead-letters")
    @RocketMQListener("g")
    static class RedeliveredDeadLetters {
        @Topic("%DLQ%orders")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "faulty-client")
    @RocketMQClient
    interface FaultyClient {
        @Tag("made || broken")
        String send(@MessageBody String thing, int mystery);
    }

    @Requires(property = "mistake", value = "faulty-listener")
    @RocketMQListener("g")
    static class FaultyListener {
        @Tag("made")
        @Idempotent
        @Redelivery(first = "soon")
        String on(@MessageBody String thing, int mystery) {
            return thing;
        }
    }

    @Requires(property = "mistake", value = "faulty-two")
    @RocketMQListener("first")
    static class FaultyFirst {
        @Tag("made")
        void on(@MessageBody String thing) {}
    }

    @Requires(property = "mistake", value = "faulty-two")
    @RocketMQListener("second")
    static class FaultySecond {
        @Tag("made")
        void on(@MessageBody String thing) {}
    }
}
