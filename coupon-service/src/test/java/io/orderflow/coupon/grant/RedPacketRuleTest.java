package io.orderflow.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.consume.PoisonMessageException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedPacketRuleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 20",
        "1999, 20",
        "2000, 100",
        "4999, 100",
        "5000, 400",
        "9999, 400",
        "10000, 1000",
        "19999, 1000",
        "20000, 2500",
        "9223372036854775807, 2500"
    })
    void larger_orders_earn_more(long total, long amount) {
        assertThat(RedPacketRule.amountFor(total)).isEqualTo(amount);
    }

    @Test
    void negative_total_will_never_earn_anything() {
        assertThatThrownBy(() -> RedPacketRule.amountFor(-1)).isInstanceOf(PoisonMessageException.class);
    }

    @Test
    void coupon_is_valid_for_thirty_days() {
        assertThat(RedPacketRule.validUntil(Instant.parse("2026-01-02T03:04:05.678Z")))
                .isEqualTo(Instant.parse("2026-02-01T03:04:05.678Z"));
    }
}
