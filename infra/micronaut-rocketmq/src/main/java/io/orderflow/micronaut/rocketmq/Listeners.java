package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Every {@code @RocketMQListener} class of the application, read and checked when it starts. */
@Context
final class Listeners {

    /** RocketMQ's own limit for the pull interval, 65535 ms, rounded down. */
    private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);

    private final List<ListenerGroup> groups;

    Listeners(BeanContext context, ListenerMethods methods, AnnotationText text) {
        Map<String, Class<?>> owners = new HashMap<>();
        List<ListenerGroup> found = new ArrayList<>();
        var faults = new Faults();
        for (var definition : context.getBeanDefinitions(Qualifiers.byStereotype(RocketMQListener.class))) {
            faults.in(() -> add(read(definition, methods, text), definition, owners, found));
        }
        faults.refuse();
        groups = List.copyOf(found);
    }

    private static void add(
            ListenerGroup group,
            BeanDefinition<?> definition,
            Map<String, Class<?>> owners,
            List<ListenerGroup> found) {
        var other = owners.put(group.name(), definition.getBeanType());
        if (other != null) {
            throw new IllegalArgumentException(
                    "Consumer group '%s' has two listener classes, %s and %s; put their methods into one class or give one its own group"
                            .formatted(
                                    group.name(),
                                    other.getName(),
                                    definition.getBeanType().getName()));
        }
        found.add(group);
    }

    List<ListenerGroup> groups() {
        return groups;
    }

    private static ListenerGroup read(BeanDefinition<?> definition, ListenerMethods methods, AnnotationText text) {
        String where = "@RocketMQListener " + definition.getBeanType().getName();
        String name = text.value(definition.getAnnotationMetadata(), RocketMQListener.class)
                .orElse("");
        RocketMQNames.checkGroup(name, where);
        int threads = definition.intValue(RocketMQListener.class, "threads").orElse(20);
        int batch = definition.intValue(RocketMQListener.class, "batch").orElse(1);
        var linger = definition
                .getValue(RocketMQListener.class, "linger", Duration.class)
                .orElse(Duration.ZERO);
        if (linger.isNegative() || linger.compareTo(LONGEST_LINGER) > 0) {
            throw new IllegalArgumentException(
                    "%s: linger must be 0ms to %s; got %s".formatted(where, LONGEST_LINGER, linger));
        }
        int prefetch = definition.intValue(RocketMQListener.class, "prefetch").orElse(0);
        if (prefetch < 0 || prefetch > 65_535) {
            throw new IllegalArgumentException("%s: prefetch must be 0 to 65535; got %d".formatted(where, prefetch));
        }
        if (threads < 1 || threads > 1_000 || batch < 1 || batch > 1_024) {
            throw new IllegalArgumentException(
                    "%s: threads must be 1 to 1000 and batch 1 to 1024; got threads = %d, batch = %d"
                            .formatted(where, threads, batch));
        }
        boolean broadcast = definition.isTrue(RocketMQListener.class, "broadcast");
        List<ListenerMethod> read = new ArrayList<>();
        var kinds = new HashSet<String>();
        var faults = new Faults();
        boolean any = false;
        for (var method : definition.getExecutableMethods()) {
            if (!ListenerMethods.isListener(method)) {
                continue;
            }
            any = true;
            faults.in(() -> {
                var listener = methods.read(name, batch > 1, broadcast, definition, method);
                if (!kinds.add(listener.topic() + " " + listener.tag())) {
                    throw new IllegalArgumentException("%s has two methods for topic '%s', tag '%s'; keep one"
                            .formatted(where, listener.topic(), listener.tag()));
                }
                read.add(listener);
            });
        }
        faults.refuse();
        if (!any) {
            throw new IllegalArgumentException(where + " has no @Topic method; add one or remove the annotation");
        }
        return new ListenerGroup(
                name, threads, batch, linger, prefetch, broadcast, read, methods.unhandled(name, broadcast));
    }
}
