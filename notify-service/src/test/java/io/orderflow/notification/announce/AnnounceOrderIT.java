package io.orderflow.notification.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.event.OrderPlacedBatchContract;
import io.orderflow.event.PlacedEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnnounceOrderIT extends OrderPlacedBatchContract {

    AnnounceOrderIT() {
        super("notify-service", "notifications", "notification", "/notifications/me");
    }

    @Test
    void customer_reads_what_was_ordered() throws Exception {
        String customer = "reader-" + UUID.randomUUID();
        var order = PlacedEvents.order(customer, 4_700);
        events().send(order);
        effects().awaitOne(order);

        var notification = (Map<?, ?>)
                ((List<?>) http().json(customer, "/notifications/me").get("items")).getFirst();

        assertThat(notification.get("orderId")).isEqualTo(order.orderId());
        assertThat(notification.get("kind")).isEqualTo("ORDER_PLACED");
        assertThat(notification.get("text")).isEqualTo("Thank you for your order of 1 piece over 47.00 EUR.");
    }
}
