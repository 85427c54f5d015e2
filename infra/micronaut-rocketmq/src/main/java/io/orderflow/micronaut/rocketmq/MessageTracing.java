package io.orderflow.micronaut.rocketmq;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.orderflow.messaging.consume.Delivery;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * W3C trace context in message headers. A trace crosses the broker whether or not this application records traces:
 * without an OpenTelemetry SDK the incoming parent is passed on as it came.
 */
@Singleton
final class MessageTracing {

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    static final String TRACE_PARENT = "traceparent";
    private static final String TRACE_ID = "traceId";

    private final Tracer tracer;

    MessageTracing(@Nullable OpenTelemetry telemetry) {
        this.tracer =
                (telemetry == null ? OpenTelemetry.noop() : telemetry).getTracer("io.orderflow.micronaut.rocketmq");
    }

    /** Adds {@code traceparent} and {@code tracestate} of the current span, if there is one. */
    void inject(Map<String, String> headers) {
        W3C.inject(Context.current(), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
    }

    /**
     * Runs {@code handling} in a span of its own, its trace id visible in log lines: one message's span is a child of
     * the span that sent it, a batch's links to those that sent its messages.
     */
    <R> R around(List<Delivery> deliveries, Function<Span, R> handling) {
        Context parent = deliveries.size() == 1 ? sender(deliveries.getFirst()) : Context.root();
        Span span = span(deliveries, parent);
        try (var _ = parent.with(span).makeCurrent()) {
            if (span.getSpanContext().isValid()) {
                MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
            }
            return handling.apply(span);
        } finally {
            MDC.remove(TRACE_ID);
            span.end();
        }
    }

    private Span span(List<Delivery> deliveries, Context parent) {
        Delivery first = deliveries.getFirst();
        var builder = tracer.spanBuilder("process " + first.topic())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "rocketmq")
                .setAttribute("messaging.destination.name", first.topic())
                .setAttribute("messaging.consumer.group.name", first.group());
        if (deliveries.size() == 1) {
            return builder.setAttribute("messaging.message.id", first.messageId())
                    .setAttribute("messaging.rocketmq.message.keys", first.key())
                    .startSpan();
        }
        var linked = new HashSet<String>();
        for (Delivery delivery : deliveries) {
            String sender = delivery.headers().get(TRACE_PARENT);
            // Messages sent together have one sender.
            if (sender != null && linked.add(sender)) {
                builder.addLink(Span.fromContext(sender(delivery)).getSpanContext());
            }
        }
        return builder.setAttribute("messaging.batch.message_count", deliveries.size())
                .startSpan();
    }

    private static Context sender(Delivery delivery) {
        return W3C.extract(Context.root(), delivery.headers(), HeaderGetter.INSTANCE);
    }

    private enum HeaderGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
