package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A trace crosses the half message, the check-back and a redelivery. */
class TracingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();

    @Test
    void handling_is_a_child_of_what_sent_the_half_message() {
        try (var application = TestApplication.with("fixture.listener", "failing", "fixture.telemetry", "true")) {
            var listener = application.bean(FailingListener.class);
            listener.behaviour = arrival -> {
                if (arrival.delivery().attempt() == 1) {
                    throw new IllegalStateException("once");
                }
                return Handled.Outcome.APPLIED;
            };
            application.bean(Verdicts.class).lost = true;
            var tracer = application.bean(OpenTelemetry.class).getTracer("test");
            var sending = tracer.spanBuilder("POST /announcements").startSpan();
            try (var _ = sending.makeCurrent()) {
                announce(application);
            } finally {
                sending.end();
            }
            String traceId = sending.getSpanContext().getTraceId();

            await().atMost(PATIENCE).until(() -> listener.of(key).size() == 2);
            await().atMost(PATIENCE)
                    .until(() -> application.bean(InMemorySpanExporter.class).getFinishedSpanItems().stream()
                                    .filter(span -> span.getKind() == SpanKind.CONSUMER)
                                    .count()
                            == 2);

            assertThat(listener.of(key)).allSatisfy(arrival -> {
                assertThat(arrival.traceId()).isEqualTo(traceId);
                assertThat(arrival.loggedTraceId()).isEqualTo(traceId);
            });
            assertThat(application.bean(InMemorySpanExporter.class).getFinishedSpanItems())
                    .filteredOn(span -> span.getKind() == SpanKind.CONSUMER)
                    .allSatisfy(span -> assertThat(span.getParentSpanId())
                            .isEqualTo(sending.getSpanContext().getSpanId()));
        }
    }

    @Test
    void a_batch_links_once_to_what_sent_its_messages_together() {
        var properties = TestApplication.properties("fixture.listener", "batch", "fixture.telemetry", "true");
        var silent = new HashMap<>(properties);
        silent.remove("fixture.listener");
        String senderSpan;
        try (var sender = TestApplication.on(silent)) {
            var sending = sender.bean(OpenTelemetry.class)
                    .getTracer("test")
                    .spanBuilder("relay")
                    .startSpan();
            senderSpan = sending.getSpanContext().getSpanId();
            var keys = IntStream.range(0, 48).mapToObj(i -> key + "-" + i).toList();
            try (var _ = sending.makeCurrent()) {
                sender.bean(Announcements.class)
                        .announceAll(keys, keys.stream().map(Announced::new).toList(), "batch");
            } finally {
                sending.end();
            }
        }
        try (var application = TestApplication.on(properties)) {
            await().atMost(PATIENCE)
                    .until(() -> application.bean(BatchListener.class).applied.size() == 48);
            var spans = application.bean(InMemorySpanExporter.class);
            await().atMost(PATIENCE).until(() -> spans.getFinishedSpanItems().size() == 3);

            assertThat(spans.getFinishedSpanItems())
                    .allSatisfy(span -> assertThat(span.getLinks())
                            .extracting(link -> link.getSpanContext().getSpanId())
                            .containsExactly(senderSpan));
        }
    }

    @Test
    void without_telemetry_an_incoming_parent_is_passed_on() {
        try (var application = TestApplication.with("fixture.listener", "failing")) {
            var remote = SpanContext.createFromRemoteParent(
                    "0af7651916cd43dd8448eb211c80319c",
                    "b7ad6b7169203331",
                    TraceFlags.getSampled(),
                    TraceState.getDefault());
            try (var _ = Context.root().with(Span.wrap(remote)).makeCurrent()) {
                announce(application);
            }
            var listener = application.bean(FailingListener.class);

            await().atMost(PATIENCE).until(() -> !listener.of(key).isEmpty());

            assertThat(listener.of(key).getFirst().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(listener.of(key).getFirst().delivery().headers())
                    .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        }
    }

    private void announce(TestApplication application) {
        assertThat(application.bean(Announcements.class).announce(key, new Announced("x"), () -> "done"))
                .isEqualTo(new PublishResult.Committed<>("done"));
    }

    @Factory
    @Requires(property = "fixture.telemetry")
    static class Telemetry {

        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Singleton
        OpenTelemetry telemetry(InMemorySpanExporter exporter) {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                            .build())
                    .build();
        }
    }
}
