package io.orderflow.micronaut.rocketmq.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.idempotency.InMemoryProcessedEvents;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import io.orderflow.micronaut.rocketmq.readme.Orders.Order;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    private static final Path HERE = Path.of("src/test/java/io/orderflow/micronaut/rocketmq/readme");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OrderEvents.java",
                "PlaceOrder.java",
                "Reminders.java",
                "OrderPlacedListener.java",
                "OrdersPlacedListener.java"
            })
    void the_readme_shows_what_compiles(String source) throws IOException {
        String code = Files.readString(HERE.resolve(source));
        String snippet = code.substring(code.indexOf("// snippet\n") + "// snippet\n".length(), code.indexOf("// end"));

        assertThat(Files.readString(Path.of("README.md"))).contains(snippet);
    }

    @Test
    void what_the_readme_shows_starts() {
        try (var application = ApplicationContext.run(
                Map.of("readme", "true", "rocketmq.enabled", "false", "micronaut.application.name", "readme"))) {
            assertThat(application.getBean(PlaceOrder.class).place(new Order("1", 100)))
                    .isEqualTo("nothing happened: Half message 1 for order-events: not connected");
        }
    }

    @Factory
    static class Doubles {

        @Singleton
        Orders orders() {
            return order -> order;
        }

        @Singleton
        Points points() {
            return (orderId, points) -> {};
        }

        @Singleton
        Coupons coupons() {
            return new Coupons() {
                @Override
                public void grantAll(List<String> orderIds) {}

                @Override
                public Collection<String> granted(Collection<String> orderIds) {
                    return List.of();
                }
            };
        }

        @Singleton
        ProcessedEvents processed() {
            return new InMemoryProcessedEvents();
        }

        @Singleton
        Transactions transactions() {
            return new Transactions() {
                @Override
                public <R> R inTransaction(Work<R> work) {
                    throw new IllegalStateException("Nothing is published while rocketmq.enabled is false");
                }
            };
        }
    }
}
