package io.orderflow.order.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import io.orderflow.order.OrderServiceTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

@MicronautTest(environments = "local", transactional = false)
class StockMetricsIT implements OrderServiceTest {

    @Inject
    SaleFixture fixture;

    @Inject
    Sales sales;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    StockMetrics metrics;

    @Inject
    MeterRegistry registry;

    @Test
    void stock_of_a_sale_is_a_gauge_that_follows_the_database() {
        long sale = fixture.tea(7, 5);
        metrics.read();
        assertThat(gauge("orderflow.sale.available", sale)).isEqualTo(7);

        transactions.executeWrite(status -> {
            sales.take(List.of(new Sales.Share(sales.withIds(List.of(sale)).getFirst(), "ada", 3)));
            return sale;
        });
        metrics.read();

        assertThat(gauge("orderflow.sale.available", sale)).isEqualTo(4);
        assertThat(gauge("orderflow.sale.reserved", sale)).isZero();
        assertThat(gauge("orderflow.sale.sold", sale)).isEqualTo(3);
    }

    private double gauge(String name, long sale) {
        return registry.get(name).tag("sale", Long.toString(sale)).gauge().value();
    }
}
