package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many messages in few round trips, on a real broker. */
class BatchSendingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();

    @Test
    void a_batch_arrives_as_single_messages_each_with_its_own_key_and_id_and_the_senders_tag_headers_and_trace() {
        try (var application = TestApplication.with("fixture.listener", "all", "fixture.meters", "true")) {
            var sender = SpanContext.createFromRemoteParent(
                    "0af7651916cd43dd8448eb211c80319c",
                    "b7ad6b7169203331",
                    TraceFlags.getSampled(),
                    TraceState.getDefault());
            var keys = keys(50);
            try (var _ = Context.root().with(Span.wrap(sender)).makeCurrent()) {
                announce(application, keys);
            }
            var arrived = application.bean(Listening.class);
            await().atMost(PATIENCE).until(() -> arrived.deliveries().size() >= keys.size());

            assertThat(arrived.keys()).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(arrived.deliveries()).extracting(Delivery::messageId).doesNotHaveDuplicates();
            assertThat(arrived.deliveries()).allSatisfy(delivery -> {
                assertThat(delivery.tag()).isEqualTo("announced");
                assertThat(delivery.headers())
                        .containsEntry("origin", "batch")
                        .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .hasSize(2);
                assertThat(new String(delivery.body(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains(delivery.key());
            });
            assertThat(application
                            .bean(MeterRegistry.class)
                            .get("rocketmq.publish")
                            .tags("tag", "announced", "outcome", "sent")
                            .timer()
                            .count())
                    .isEqualTo(keys.size());
        }
    }

    @Test
    void a_message_of_a_batch_may_have_headers_and_a_trace_of_its_own() {
        try (var application = TestApplication.with("fixture.listener", "all")) {
            String trace = "00-%s-b7ad6b7169203331-01";
            String sender = "1".repeat(32);
            String own = "2".repeat(32);
            var keys = keys(2);
            var bodies = keys.stream().map(Announced::new).toList();
            var context = SpanContext.createFromRemoteParent(
                    sender, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
            try (var _ = Context.root().with(Span.wrap(context)).makeCurrent()) {
                application
                        .bean(Announcements.class)
                        .announceEach(
                                keys, bodies, Arrays.asList("mine", null), Arrays.asList(trace.formatted(own), null));
            }
            var arrived = application.bean(Listening.class);
            await().atMost(PATIENCE).until(() -> arrived.deliveries().size() >= keys.size());
            assertThat(arrived.deliveries())
                    .filteredOn(delivery -> delivery.key().equals(keys.getFirst()))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.headers())
                            .isEqualTo(Map.of("origin", "mine", "traceparent", trace.formatted(own))));
            assertThat(arrived.deliveries())
                    .filteredOn(delivery -> delivery.key().equals(keys.getLast()))
                    .singleElement()
                    .satisfies(delivery ->
                            assertThat(delivery.headers()).isEqualTo(Map.of("traceparent", trace.formatted(sender))));
            assertThatThrownBy(() -> application
                            .bean(Announcements.class)
                            .announceEach(keys, bodies, List.of("one"), Arrays.asList(null, null)))
                    .hasMessageContaining("2 keys and 1 headers 'origin'");
        }
    }

    @Test
    void a_batch_larger_than_a_request_may_be_arrives_whole() {
        try (var application = TestApplication.with("fixture.listener", "all")) {
            var keys = keys(300);
            // 6 MB together, more than client or broker take at once.
            var bodies = keys.stream()
                    .map(each -> new Announced(each + "x".repeat(20_000)))
                    .toList();
            application.bean(Announcements.class).announceAll(keys, bodies, "batch");

            await().atMost(PATIENCE)
                    .until(() -> application.bean(Listening.class).keys().size() >= keys.size());
            assertThat(application.bean(Listening.class).keys()).containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void what_the_broker_does_not_take_is_named_and_what_came_before_is_stored() {
        try (var application = TestApplication.with("fixture.listener", "all")) {
            var bodies = List.of(new Announced("small"), new Announced("x".repeat(5 << 20)));

            assertThatThrownBy(() -> application
                            .bean(Announcements.class)
                            .announceAll(List.of(key + "-0", key + "-1"), bodies, "batch"))
                    .isInstanceOf(MessageNotSentException.class)
                    .hasMessageContaining("Messages 2 to 2 of 2 for %s (those before are stored)", application.name());
            await().atMost(PATIENCE)
                    .until(() -> application.bean(Listening.class).keys().equals(List.of(key + "-0")));
        }
    }

    @Test
    void an_empty_batch_asks_no_broker_and_any_other_fails_while_none_is_connected() {
        try (var application = TestApplication.with("rocketmq.enabled", "false")) {
            announce(application, List.of());

            assertThatThrownBy(() -> announce(application, keys(2)))
                    .isInstanceOf(MessageNotSentException.class)
                    .hasMessageContaining("Messages 1 to 2 of 2");
        }
    }

    @Test
    void keys_and_bodies_of_different_number_send_nothing() {
        try (var application = TestApplication.with("rocketmq.enabled", "false")) {
            assertThatThrownBy(() -> application
                            .bean(Announcements.class)
                            .announceAll(keys(2), List.of(new Announced("x")), "batch"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 2 keys and 1 bodies; each message needs one of both");
        }
    }

    @Test
    void a_backlog_that_was_sent_in_batches_comes_in_batches_as_large_as_the_listener_takes() {
        var properties = TestApplication.properties("fixture.listener", "large-batch");
        var silent = new HashMap<>(properties);
        silent.remove("fixture.listener");
        var keys = keys(1_000);
        try (var sender = TestApplication.on(silent)) {
            announce(sender, keys);
        }
        try (var application = TestApplication.on(properties)) {
            var listener = application.bean(LargeBatchListener.class);
            await().atMost(PATIENCE).until(() -> listener.keys().size() >= keys.size());

            assertThat(listener.keys()).containsExactlyInAnyOrderElementsOf(keys);
            // One request to the broker went into one queue, which is cut into 7 × 128 and a rest.
            assertThat(listener.batches.stream().map(List::size))
                    .containsExactlyInAnyOrderElementsOf(concat(Collections.nCopies(7, 128), 1_000 - 7 * 128));
        }
    }

    private static void announce(TestApplication application, List<String> keys) {
        application
                .bean(Announcements.class)
                .announceAll(keys, keys.stream().map(Announced::new).toList(), "batch");
    }

    private List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> key + "-" + i).toList();
    }

    private static List<Integer> concat(List<Integer> sizes, int last) {
        return IntStream.concat(sizes.stream().mapToInt(Integer::intValue), IntStream.of(last))
                .boxed()
                .toList();
    }

    @Factory
    @Requires(property = "fixture.meters")
    static class Meters {
        @Singleton
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
