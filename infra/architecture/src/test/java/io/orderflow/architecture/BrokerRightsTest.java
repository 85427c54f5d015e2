package io.orderflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.orderflow.local.servers.BrokerUser;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service publishes and consumes by its code is what its user may at the local stack's broker, no less and no more. */
class BrokerRightsTest {

    private static final String ANNOTATIONS = "io.orderflow.micronaut.rocketmq.annotation.";
    private static final String CLIENT = ANNOTATIONS + "RocketMQClient";
    private static final String LISTENER = ANNOTATIONS + "RocketMQListener";
    private static final String TOPIC = ANNOTATIONS + "Topic";

    private static final Map<String, String> MODULES = Map.of(
            "order_service", "order-service",
            "points_service", "points-service",
            "coupon_service", "coupon-service",
            "notify_service", "notify-service",
            "seckill_gateway", "seckill-gateway");

    /** Its publisher is part of each service. */
    private static final String JOURNAL = "infra/journal";

    /** An administrator. */
    private static final String DASHBOARD = "infra/dashboard";

    private static JavaClasses code;

    @BeforeAll
    static void read() {
        code = Repository.code();
    }

    static Stream<BrokerUser> users() {
        return BrokerUser.services().stream();
    }

    @ParameterizedTest
    @MethodSource("users")
    void a_user_may_publish_what_the_service_publishes(BrokerUser user) {
        var used = new TreeSet<String>();
        classesOf(MODULES.get(user.name()), CLIENT).forEach(client -> used.addAll(topics(client)));
        classesOf(JOURNAL, CLIENT).forEach(client -> used.addAll(topics(client)));

        assertThat(user.publishes())
                .as(
                        "topics that %s may publish to; BrokerUser in infra/local/servers must say what its code uses",
                        user.name())
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("users")
    void a_user_may_consume_what_the_service_consumes(BrokerUser user) {
        var used = new TreeMap<String, Set<String>>();
        classesOf(MODULES.get(user.name()), LISTENER)
                .forEach(listener -> value(listener, LISTENER).ifPresent(group -> used.put(group, topics(listener))));
        var allowed = new TreeMap<String, Set<String>>();
        user.consumes().forEach((group, topics) -> allowed.put(group, new TreeSet<>(topics)));

        assertThat(allowed)
                .as(
                        "groups, and their topics, of %s; BrokerUser in infra/local/servers must say what its code uses",
                        user.name())
                .containsExactlyInAnyOrderEntriesOf(used);
    }

    @Test
    void every_module_that_uses_the_broker_has_a_user() {
        var withUser = new HashSet<>(MODULES.values());
        withUser.addAll(Set.of(JOURNAL, DASHBOARD));

        assertThat(Repository.modules().stream()
                        .map(module -> Repository.ROOT.relativize(module).toString())
                        .filter(module -> Stream.of(CLIENT, LISTENER)
                                .anyMatch(annotation ->
                                        classesOf(module, annotation).findAny().isPresent())))
                .as("modules with @RocketMQClient or @RocketMQListener: each service needs a user in BrokerUser")
                .containsExactlyInAnyOrderElementsOf(withUser);
    }

    private static Stream<JavaClass> classesOf(String module, String annotation) {
        var folder = Repository.ROOT.resolve(module).resolve("target/classes").toString() + "/";
        return code.stream()
                .filter(each -> each.isAnnotatedWith(annotation))
                .filter(each -> each.getSource()
                        .map(source -> source.getUri().getPath().startsWith(folder))
                        .orElse(false));
    }

    private static Set<String> topics(JavaClass type) {
        var topics = new TreeSet<String>();
        value(type, TOPIC).ifPresent(topics::add);
        for (JavaMethod method : type.getMethods()) {
            value(method, TOPIC).ifPresent(topics::add);
        }
        return topics;
    }

    private static Optional<String> value(JavaClass type, String annotation) {
        return type.tryGetAnnotationOfType(annotation)
                .flatMap(found -> found.get("value"))
                .map(String.class::cast);
    }

    private static Optional<String> value(JavaMethod method, String annotation) {
        return method.tryGetAnnotationOfType(annotation)
                .flatMap(found -> found.get("value"))
                .map(String.class::cast);
    }
}
