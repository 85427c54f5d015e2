package io.orderflow.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.InMemoryProcessedEvents;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.Verdict;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has happened, and what has not, when the process dies at each point. */
class CrashPointsTest {

    private static final OutgoingMessage MESSAGE = new OutgoingMessage("orders", "placed", "1", Map.of(), new byte[0]);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            before-half        |
            after-half         | half
            inside-transaction | half begin work
            after-commit       | half begin work commit
            after-end          | half begin work commit end:COMMIT
            """)
    void a_publication_dies_at(String point, String happened) {
        try (var application = application("crash.at", point)) {
            assertThatThrownBy(() -> publish(application)).isInstanceOf(Died.class);

            assertThat(String.join(" ", application.getBean(Happened.class).things()))
                    .isEqualTo(happened == null ? "" : happened);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            after-claim        |
            before-effect      |
            after-effect       | effect
            before-acknowledge | effect
            """)
    void a_consumption_dies_at(String point, String happened) {
        try (var application = application("crash.at", point)) {
            assertThatThrownBy(() -> consume(application)).isInstanceOf(Died.class);

            assertThat(String.join(" ", application.getBean(Happened.class).things()))
                    .isEqualTo(happened == null ? "" : happened);
        }
    }

    @Test
    void other_transactions_pass_the_points_of_a_publication_unharmed() throws Exception {
        try (var application = application("crash.at", "inside-transaction")) {
            assertThat(application.getBean(Transactions.class).<String>inTransaction(connection -> "check-back"))
                    .isEqualTo("check-back");
        }
    }

    @Test
    void a_lost_verdict_leaves_the_broker_asking() {
        try (var application = application("crash.lose-verdict", "true")) {
            publish(application);

            assertThat(application.getBean(Happened.class).things()).endsWith("commit", "end:UNKNOWN");
        }
    }

    @Test
    void a_delayed_transaction_holds_its_fence_open() {
        try (var application = application("crash.delay-transaction", "200ms")) {
            long begun = System.nanoTime();
            publish(application);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void an_unknown_point_stops_the_start_with_the_list_of_those_that_exist() {
        assertThat(catchThrowable(() -> application("crash.at", "sometime").close()))
                .hasStackTraceContaining("crash.at=sometime is no crash point; there are before-half, after-half");
        assertThat(catchThrowable(
                        () -> application("crash.delay-at", "sometime").close()))
                .hasStackTraceContaining("crash.delay-at=sometime is unknown; there are before-fence, after-fence");
    }

    @Test
    void without_a_property_nothing_is_wrapped() {
        try (var application = ApplicationContext.run(Map.of("fixture", "crash"))) {
            assertThat(application.containsBean(Crash.class)).isFalse();
            assertThat(application.getBeansOfType(DeliveryInterceptor.class)).isEmpty();
            assertThat(application.getBean(ProcessedEvents.class)).isInstanceOf(InMemoryProcessedEvents.class);
        }
    }

    @Test
    void a_publication_of_another_topic_than_the_named_one_goes_on() {
        try (var application = ApplicationContext.run(
                Map.of("fixture", "crash", "crash.at", "before-half", "crash.topic", "groups"))) {
            publish(application);
            assertThat(application.getBean(Happened.class).things()).endsWith("end:COMMIT");
        }
        try (var application = ApplicationContext.run(
                Map.of("fixture", "crash", "crash.at", "before-half", "crash.topic", MESSAGE.topic()))) {
            assertThatThrownBy(() -> publish(application)).isInstanceOf(Died.class);
        }
    }

    private static ApplicationContext application(String property, String value) {
        return ApplicationContext.run(Map.of("fixture", "crash", property, value));
    }

    private static void publish(ApplicationContext application) {
        var happened = application.getBean(Happened.class).things();
        var transactions = application.getBean(Transactions.class);
        application.getBean(HalfMessages.class).send(MESSAGE, "tx", () -> {
            try {
                return transactions.inTransaction(connection -> {
                    happened.add("work");
                    return Verdict.COMMIT;
                });
            } catch (RuntimeException died) {
                throw died;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** As the pipeline does it: claim, interceptors, effect, done. */
    private static void consume(ApplicationContext application) throws Exception {
        var happened = application.getBean(Happened.class).things();
        var processed = application.getBean(ProcessedEvents.class);
        var delivery = new Delivery("g", "t", "", "1", "id", 1, Map.of(), new byte[0], Instant.EPOCH);
        processed.claim(delivery.consumer(), delivery.key(), Duration.ofMinutes(1));
        application.getBean(DeliveryInterceptor.class).intercept(delivery, same -> {
            happened.add("effect");
            return Handled.Outcome.APPLIED;
        });
        processed.done(delivery.consumer(), delivery.key(), Duration.ofMinutes(1));
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    record Happened(List<String> things) {}

    @Factory
    @Requires(property = "fixture", value = "crash")
    static class Doubles {

        @Singleton
        Happened happened() {
            return new Happened(new ArrayList<>());
        }

        @Singleton
        @Replaces(Crash.class)
        @Requires(property = "crash")
        Crash crash(CrashConfiguration configuration) {
            return new Crash(configuration, code -> {
                throw new Died();
            });
        }

        @Singleton
        ProcessedEvents processed() {
            return new InMemoryProcessedEvents();
        }

        @Singleton
        HalfMessages halfMessages(Happened happened) {
            return (message, txId, local) -> {
                happened.things().add("half");
                happened.things().add("end:" + local.get());
            };
        }

        @Singleton
        Transactions transactions(Happened happened) {
            var connection = (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
            return new Transactions() {
                @Override
                public <R> R inTransaction(Work<R> work) throws Exception {
                    happened.things().add("begin");
                    R result = work.on(connection);
                    happened.things().add("commit");
                    return result;
                }
            };
        }
    }
}
