package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.BatchHandler;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.messaging.consume.RedeliveryPolicy;
import io.orderflow.messaging.idempotency.IdempotentHandler;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import io.orderflow.micronaut.rocketmq.DeliveryArguments.Binder;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.rocketmq.common.MixAll;

/** Reads a listener method's annotations once and builds its pipeline, or reports what is wrong with them. */
@Singleton
final class ListenerMethods {

    private static final List<Class<? extends Annotation>> MARKS =
            List.of(Topic.class, Tag.class, Redelivery.class, Idempotent.class);

    private final BeanContext beans;
    private final AnnotationText text;
    private final DeliveryArguments arguments;
    private final List<DeliveryInterceptor> interceptors;
    private final FailureJournal journal;
    private final BeanProvider<ProcessedEvents> processed;
    private final ConversionService conversion;
    private final MessageTracing tracing;
    private final RocketMQMetrics metrics;
    private final Observers observers;

    ListenerMethods(
            BeanContext beans,
            AnnotationText text,
            DeliveryArguments arguments,
            List<DeliveryInterceptor> interceptors,
            WatchedFailureJournal journal,
            BeanProvider<ProcessedEvents> processed,
            ConversionService conversion,
            MessageTracing tracing,
            RocketMQMetrics metrics,
            Observers observers) {
        this.beans = beans;
        this.text = text;
        this.arguments = arguments;
        this.interceptors = interceptors;
        this.journal = journal.journal();
        this.processed = processed;
        this.conversion = conversion;
        this.tracing = tracing;
        this.metrics = metrics;
        this.observers = observers;
    }

    /** An annotation on the class makes all its methods visible; only marked ones, or with a message's argument, are listeners. */
    static boolean isListener(ExecutableMethod<?, ?> method) {
        // A method without annotations reports its class's as its own.
        boolean marked = !method.hasDeclaredAnnotation(RocketMQListener.class)
                && MARKS.stream().anyMatch(method::hasDeclaredAnnotation);
        return marked || Arrays.stream(method.getArguments()).anyMatch(DeliveryArguments::isBindable);
    }

    /** @throws IllegalArgumentException that names everything that is wrong with it */
    ListenerMethod read(
            String group,
            boolean batch,
            boolean broadcast,
            BeanDefinition<?> definition,
            ExecutableMethod<?, ?> method) {
        String where = "@RocketMQListener %s, method %s"
                .formatted(definition.getBeanType().getName(), method.getDescription(true));
        var faults = new Faults();
        String topic = faults.in(() -> topic(method, where), "");
        String tag = faults.in(() -> tag(method, where), "");
        faults.in(() -> checkResult(batch, method, where));
        if (broadcast) {
            faults.in(() -> checkBroadcast(method, where));
        }
        var bound = faults.in(() -> arguments.of(method, batch, where), List.<Binder>of());
        var policy = faults.in(() -> policy(method.getAnnotationMetadata(), where), RedeliveryPolicy.times(0));
        faults.in(() -> checkDeadLetters(topic, broadcast, policy, where));
        UnaryOperator<BatchHandler> gate = faults.in(
                () -> !broadcast && method.hasAnnotation(Idempotent.class)
                        ? idempotent(method.getAnnotationMetadata(), where)
                        : UnaryOperator.identity(),
                UnaryOperator.<BatchHandler>identity());
        faults.refuse();
        var effect = effect(batch, definition, method, bound);
        return new ListenerMethod(
                topic,
                tag,
                broadcast ? SettlementPolicy.once() : SettlementPolicy.redelivering(policy, journal),
                broadcast ? neverLater(effect) : gate.apply(effect),
                tracing,
                metrics.consumeTimer(group, topic, tag),
                observers);
    }

    private String topic(ExecutableMethod<?, ?> method, String where) {
        String topic = text.value(method.getAnnotationMetadata(), Topic.class)
                .orElseThrow(
                        () -> new IllegalArgumentException(where + " has no @Topic; put one on it or on its class"));
        RocketMQNames.checkTopic(topic, where);
        return topic;
    }

    private String tag(ExecutableMethod<?, ?> method, String where) {
        String tag = text.value(method.getAnnotationMetadata(), Tag.class).orElse("");
        if (method.hasAnnotation(Tag.class)) {
            RocketMQNames.checkTag(tag, where);
        }
        return tag;
    }

    private static void checkResult(boolean batch, ExecutableMethod<?, ?> method, String where) {
        var result = method.getReturnType().asArgument();
        if (!ListenerCall.isAnswer(result, batch)) {
            throw new IllegalArgumentException("%s must return void or Handled%s, not %s"
                    .formatted(where, batch ? " or List<Handled>" : "", result.getTypeString(true)));
        }
    }

    /** The broker continues to count from the attempts that a dead letter had in its former group. */
    private static void checkDeadLetters(String topic, boolean broadcast, RedeliveryPolicy policy, String where) {
        if (topic.startsWith(MixAll.DLQ_GROUP_TOPIC_PREFIX) && !broadcast && policy.times() > 0) {
            throw new IllegalArgumentException(
                    "%s takes dead letters, whose attempts RocketMQ goes on counting: no redeliveries would be left to them here. Say @Redelivery(times = 0): one that fails is a dead letter of this group, with its reason"
                            .formatted(where));
        }
    }

    /** Settles what reaches a group although none of its methods takes it. */
    ListenerMethod unhandled(String group, boolean broadcast) {
        BatchHandler refuse = deliveries -> deliveries.stream()
                .<Attempt>map(delivery ->
                        new Attempt.Failed(new PoisonMessageException("No method of group %s takes topic %s, tag '%s'"
                                .formatted(group, delivery.topic(), delivery.tag()))))
                .toList();
        return new ListenerMethod(
                "",
                "",
                broadcast ? SettlementPolicy.once() : SettlementPolicy.redelivering(RedeliveryPolicy.times(0), journal),
                refuse,
                tracing,
                metrics.consumeTimer(group, "unhandled", ""),
                observers);
    }

    @SuppressWarnings("unchecked") // the method belongs to the definition's bean
    private BatchHandler effect(
            boolean batch, BeanDefinition<?> definition, ExecutableMethod<?, ?> method, List<Binder> bound) {
        var call = new ListenerCall(beans.getBean(definition), (ExecutableMethod<Object, Object>) method, bound, batch);
        return InterceptedBatch.of(interceptors, new HalvedBatch(call));
    }

    private static void checkBroadcast(ExecutableMethod<?, ?> method, String where) {
        for (var refused : List.of(Redelivery.class, Idempotent.class)) {
            if (method.hasAnnotation(refused)) {
                throw new IllegalArgumentException(
                        "%s takes a broadcast, of which nothing is redelivered; remove @%s or broadcast = true"
                                .formatted(where, refused.getSimpleName()));
            }
        }
        if (method.getReturnType().getType() != void.class) {
            throw new IllegalArgumentException(where + " takes a broadcast, which nobody settles; it must return void");
        }
    }

    /** An interceptor may still postpone it. */
    private static BatchHandler neverLater(BatchHandler effect) {
        return deliveries -> effect.handle(deliveries).stream()
                .map(attempt -> attempt instanceof Attempt.Answered(Handled.Later later)
                        ? new Attempt.Failed(new IllegalStateException("A broadcast can't be handled later"))
                        : attempt)
                .toList();
    }

    private UnaryOperator<BatchHandler> idempotent(AnnotationMetadata method, String where) {
        var gate = processed
                .find(null)
                .orElseThrow(() -> new IllegalArgumentException(
                        where + " is @Idempotent, but there is no ProcessedEvents bean; add messaging-redis"));
        var lease = duration(method, Idempotent.class, "lease", "1m", where);
        var memory = duration(method, Idempotent.class, "memory", "1d", where);
        return effect -> new IdempotentHandler(gate, lease, memory, effect);
    }

    private RedeliveryPolicy policy(AnnotationMetadata method, String where) {
        try {
            return new RedeliveryPolicy(
                    method.intValue(Redelivery.class, "times").orElse(15),
                    duration(method, Redelivery.class, "first", "10s", where),
                    method.doubleValue(Redelivery.class, "growingBy").orElse(2),
                    duration(method, Redelivery.class, "upTo", "30m", where));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("%s, @Redelivery: %s".formatted(where, wrong.getMessage()), wrong);
        }
    }

    private Duration duration(
            AnnotationMetadata method,
            Class<? extends Annotation> annotation,
            String member,
            String otherwise,
            String where) {
        String written = text.member(method, annotation, member).orElse(otherwise);
        return conversion
                .convert(written, Duration.class)
                .orElseThrow(
                        () -> new IllegalArgumentException("%s: @%s(%s = \"%s\") is no duration such as 500ms, 1s or 2m"
                                .formatted(where, annotation.getSimpleName(), member, written)));
    }
}
