package io.orderflow.messaging;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.RedeliveryPolicy;
import io.orderflow.messaging.consume.SettleDelivery;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.messaging.idempotency.UniqueEffect;
import io.orderflow.messaging.publish.CheckBack;
import io.orderflow.messaging.publish.Fence;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.TransactionalPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An order is saved, the broker never hears of it, and its customer gets the points all the same: exactly once. */
class FromOrderToPointsTest {

    private final InMemoryBroker broker = new InMemoryBroker();
    private final JdbcTransactions database = JdbcTransactions.inMemory(
            "CREATE TABLE orders (id VARCHAR(36) PRIMARY KEY)",
            "CREATE TABLE points (order_id VARCHAR(36) PRIMARY KEY, amount INT NOT NULL)");
    private final List<Integer> deliveries = new ArrayList<>();

    @Test
    void an_order_whose_commit_gets_lost_is_worth_its_points_once() throws Exception {
        // The service that takes orders: it publishes in a transaction, and answers when the broker asks how one ended.
        var fence = new Fence(database);
        var orders = new TransactionalPublisher(broker, database, fence);
        broker.answerCheckBacks(new CheckBack(fence, ofSeconds(10), broker.clock())::answer);
        // The service that awards points.
        broker.subscribe("points", "order-events", 16, this::award);

        // A half message is stored, invisible. Order and fence row are committed. The verdict to the broker gets lost.
        broker.loseNextVerdict();
        var placed = new OutgoingMessage("order-events", "placed", "order-1", Map.of(), new byte[0]);
        var result = orders.publish(placed, () -> database.execute("INSERT INTO orders VALUES (?)", placed.key()));

        assertThat(result).isEqualTo(new PublishResult.Committed<>(1));
        broker.advance(ofSeconds(0));
        assertThat(deliveries).isEmpty();

        // A second later the broker asks: the fence says COMMITTED. Points are stored, their acknowledgement is lost.
        broker.loseNextSettlements();
        broker.advance(ofSeconds(1));
        assertThat(points()).isEqualTo(10);

        // So the broker delivers again. The order's id is its points' unique key: the database lets no second row in.
        broker.advance(ofSeconds(60));
        assertThat(deliveries).as("attempts").containsExactly(1, 2);
        assertThat(points()).isEqualTo(10);
    }

    private List<Settlement> award(List<Delivery> batch) {
        var settle = new SettleDelivery(RedeliveryPolicy.times(5), (delivery, failure, next) -> {});
        return settle.settle(batch, batch.stream().map(this::award).toList());
    }

    private Attempt award(Delivery delivery) {
        deliveries.add(delivery.attempt());
        try {
            return new Attempt.Answered(UniqueEffect.storeOnce(
                    () -> database.execute("INSERT INTO points VALUES (?, 10)", delivery.key())));
        } catch (Exception failure) {
            return new Attempt.Failed(failure);
        }
    }

    private long points() throws Exception {
        return database.number("SELECT COALESCE(SUM(amount), 0) FROM points");
    }
}
