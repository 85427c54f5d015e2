package io.orderflow.notification.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.PoisonMessageException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacedTextTest {

    @ParameterizedTest
    @CsvSource({
        "1, 4700, EUR, Thank you for your order of 1 piece over 47.00 EUR.",
        "3, 5, EUR, Thank you for your order of 3 pieces over 0.05 EUR.",
        "2, 4700, JPY, Thank you for your order of 2 pieces over 4700 JPY.",
        "2, 4700, KWD, Thank you for your order of 2 pieces over 4.700 KWD."
    })
    void says_how_much_of_it_and_for_how_much(int quantity, long total, String currency, String text) {
        assertThat(PlacedText.of(order(quantity, total, currency))).isEqualTo(text);
    }

    @Test
    void currency_that_does_not_exist_will_never_be_announced() {
        assertThatThrownBy(() -> PlacedText.of(order(1, 1, "euro")))
                .isInstanceOf(PoisonMessageException.class)
                .hasMessageContaining("euro");
    }

    @Test
    void negative_total_will_never_be_announced() {
        assertThatThrownBy(() -> PlacedText.of(order(1, -1, "EUR"))).isInstanceOf(PoisonMessageException.class);
    }

    private static OrderPlaced order(int quantity, long total, String currency) {
        return new OrderPlaced(
                "id", "ada", total, currency, Instant.EPOCH, List.of(new OrderPlaced.Line("tea", quantity, 1)));
    }
}
