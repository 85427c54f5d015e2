package io.orderflow.micronaut.rocketmq;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Implements every {@code @RocketMQClient} interface. All of them are read when the application starts. */
@Context
@InterceptorBean(RocketMQClient.class)
final class Clients implements MethodInterceptor<Object, Object> {

    private final ClientMethods reader;
    private final Map<ExecutableMethod<?, ?>, ClientMethod> methods = new ConcurrentHashMap<>();
    private final Set<String> essentialTopics = new LinkedHashSet<>();

    Clients(BeanContext context, ClientMethods reader) {
        this.reader = reader;
        var faults = new Faults();
        for (var client : context.getBeanDefinitions(Qualifiers.byStereotype(RocketMQClient.class))) {
            boolean essential =
                    client.booleanValue(RocketMQClient.class, "essential").orElse(true);
            for (var executable : client.getExecutableMethods()) {
                faults.in(() -> {
                    var method = method(executable);
                    if (essential) {
                        essentialTopics.add(method.topic());
                    }
                });
            }
        }
        faults.refuse();
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
        return method(call.getExecutableMethod()).invoke(call.getParameterValues());
    }

    /** Every topic that a half message may be sent to. */
    List<String> transactionalTopics() {
        return methods.values().stream()
                .filter(ClientMethod::isTransactional)
                .map(ClientMethod::topic)
                .distinct()
                .toList();
    }

    boolean any() {
        return !methods.isEmpty();
    }

    /** Every topic that this application can't do without. */
    Set<String> essentialTopics() {
        return Set.copyOf(essentialTopics);
    }

    private ClientMethod method(ExecutableMethod<?, ?> method) {
        return methods.computeIfAbsent(method, reader::read);
    }
}
