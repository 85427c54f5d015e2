package io.orderflow.load.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.load.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasketsTest {

    @Test
    void an_order_has_two_lines_of_different_products() {
        var baskets = Baskets.of(List.of("a", "b", "c"));

        assertThat(baskets.bodies()).hasSize(3).allSatisfy(body -> {
            var lines = new JsonObject(Buffer.buffer(body)).getJsonArray("lines");
            assertThat(lines.getJsonObject(0).getString("sku"))
                    .isNotEqualTo(lines.getJsonObject(1).getString("sku"));
        });
    }

    @Test
    void one_product_makes_orders_of_one_line() {
        assertThat(Baskets.of(List.of("a")).forRequest(17))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}");
    }

    @Test
    void a_repeat_orders_the_same() {
        var baskets = Baskets.of(List.of("a", "b", "c"));

        assertThat(baskets.forRequest(5)).isEqualTo(baskets.forRequest(5));
    }

    @Test
    void an_empty_catalogue_is_refused() {
        assertThatThrownBy(() -> Baskets.of(List.of())).isInstanceOf(Refusal.class);
    }
}
