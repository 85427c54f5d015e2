package io.orderflow.order.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.order.Api;
import io.orderflow.order.OrderServiceTest;
import io.orderflow.testkit.TestTokens;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator can read, and no other role. */
@MicronautTest(environments = "local", transactional = false)
class OperatorOrderIT implements OrderServiceTest {

    private static final String TEA = "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":1}]}";

    @Inject
    EmbeddedServer server;

    private String customer;
    private String order;
    private Api operator;

    @BeforeAll
    void place() {
        customer = "carol-" + UUID.randomUUID();
        operator = new Api(server.getURL().toString(), TestTokens.operator("otto"));
        var answer = customer().place(UUID.randomUUID().toString(), TEA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        order = answer.text("id");
    }

    @Test
    void operator_reads_anybody_s_order_and_whose_it_is() {
        var answer = operator.get("/operator/orders/" + order);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("customerId")).isEqualTo(customer);
        assertThat(answer.body()).contains(order);
    }

    @Test
    void operator_finds_a_customer_s_orders() {
        assertThat(operator.get("/operator/orders?customer=" + customer).body()).contains(order);
        assertThat(operator.get("/operator/orders?customer=nobody").body()).doesNotContain(order);
    }

    @Test
    void unknown_order_is_not_found() {
        assertThat(operator.get("/operator/orders/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void customer_is_refused_even_the_own_order() {
        assertThat(customer().get("/operator/orders/" + order).status()).isEqualTo(403);
        assertThat(customer().get("/operator/orders?customer=" + customer).status())
                .isEqualTo(403);
    }

    private Api customer() {
        return new Api(server.getURL().toString(), TestTokens.customer(customer));
    }
}
