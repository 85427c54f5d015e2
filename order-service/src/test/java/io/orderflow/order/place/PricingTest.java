package io.orderflow.order.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.order.Order;
import io.orderflow.order.catalogue.Product;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PricingTest {

    @Test
    void each_line_has_the_catalogues_price_and_the_total_is_their_sum() {
        var pricing = pricing(new RequestedLine("tea", 2), new RequestedLine("kettle", 1));

        assertThat(pricing)
                .isEqualTo(new Pricing.Priced(
                        List.of(new Order.Line("tea", 2, 450), new Order.Line("kettle", 1, 8_900)), "EUR"));
        assertThat(((Pricing.Priced) pricing).total()).isEqualTo(9_800);
    }

    @Test
    void the_first_line_that_is_not_in_the_catalogue_is_named_by_its_index() {
        assertThat(pricing(new RequestedLine("tea", 1), new RequestedLine("moon", 1), new RequestedLine("sun", 1)))
                .isEqualTo(new Pricing.Refused(new Placement.UnknownSku(1, "moon")));
    }

    @Test
    void an_order_has_one_currency() {
        assertThat(pricing(new RequestedLine("tea", 1), new RequestedLine("bagel", 1)))
                .isEqualTo(new Pricing.Refused(new Placement.MixedCurrencies()));
    }

    @Test
    void a_total_that_is_too_large_is_no_smaller_one() {
        var gold = (Pricing.Priced) pricing(new RequestedLine("gold", 1), new RequestedLine("gold", 1));

        assertThatThrownBy(gold::total).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void without_a_line_there_is_nothing_to_price() {
        assertThatThrownBy(PricingTest::pricing).isInstanceOf(IllegalArgumentException.class);
    }

    private static Pricing pricing(RequestedLine... requested) {
        return Pricing.of(List.of(requested), PricingTest::find);
    }

    private static Optional<Product> find(String sku) {
        return Stream.of(
                        new Product("tea", "Tea", 450, "EUR"),
                        new Product("kettle", "Kettle", 8_900, "EUR"),
                        new Product("gold", "Gold", Long.MAX_VALUE, "EUR"),
                        new Product("bagel", "Bagel", 300, "USD"))
                .filter(product -> product.sku().equals(sku))
                .findFirst();
    }
}
