package io.orderflow.points.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.crash.CrashPoint;
import io.orderflow.event.EffectTable;
import io.orderflow.event.OrderPlaced;
import io.orderflow.event.PlacedEvents;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as a real process that dies at a named point; the one that comes after it finishes the work. */
class KilledConsumerIT {

    private static final String GROUP = "points-service";
    private static final int KILLED = 137;

    /** The claim's lease, a rung of the broker's delay ladder, and a start. */
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(90);

    private final TestServers servers = TestServers.get();
    private final EffectTable entries = new EffectTable(servers.database("points"), "points_entry");
    private PlacedEvents events;

    @BeforeEach
    void connect() throws Exception {
        events = new PlacedEvents(servers.nameServer());
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void killed_with_the_claim_in_its_hand_the_order_is_applied_once_when_the_claim_expires() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        dieAt(CrashPoint.AFTER_CLAIM, order);
        assertThat(entries.count(order)).isZero();

        successorFinishes(order);
    }

    @Test
    void killed_after_the_effect_and_forgotten_by_redis_the_database_stops_the_redelivery() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        dieAt(CrashPoint.AFTER_EFFECT, order);
        assertThat(entries.count(order)).isEqualTo(1);
        servers.redis().flushAll();

        successorFinishes(order);
    }

    @Test
    void killed_before_the_acknowledgement_redis_stops_the_redelivery() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        dieAt(CrashPoint.BEFORE_ACKNOWLEDGE, order);
        assertThat(entries.count(order)).isEqualTo(1);

        successorFinishes(order);
    }

    @Test
    void killed_under_load_and_forgotten_by_redis_every_order_is_applied_once() throws Exception {
        var orders = IntStream.range(0, 300)
                .mapToObj(i -> PlacedEvents.order("load", 1000))
                .toList();
        try (var service = ServiceProcess.start("points-service", environment())) {
            for (var order : orders.subList(0, 200)) {
                events.send(order);
            }
            await().until(() -> entries.count(orders.getFirst()) == 1);
            service.kill9();
            servers.redis().flushAll();
            for (var order : orders.subList(200, 300)) {
                events.send(order);
            }
            service.start();

            awaitFinished(orders);
        }
    }

    private void dieAt(CrashPoint point, OrderPlaced order) throws Exception {
        try (var service = ServiceProcess.start(
                "points-service", environment(), Map.of("crash.at", point.toString()), List.of(crashPoints()))) {
            events.send(order);
            assertThat(service.exit().get(60, TimeUnit.SECONDS)).isEqualTo(KILLED);
        }
    }

    private void successorFinishes(OrderPlaced order) throws Exception {
        // A foreign time zone, to see that stored instants do not care.
        try (var successor = ServiceProcess.start(
                "points-service", environment(), Map.of("user.timezone", "Asia/Tokyo"), List.of())) {
            assertThat(successor.isAlive()).isTrue();
            awaitFinished(List.of(order));
        }
        assertThat(entries.age(order)).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(5));
    }

    /** Every order has its one effect, and the broker has nothing left to deliver. */
    private void awaitFinished(List<OrderPlaced> orders) {
        await("every order is applied")
                .atMost(LEASE_IS_OVER)
                .until(() -> orders.stream().allMatch(order -> entries.count(order) > 0));
        await("everything is acknowledged").atMost(LEASE_IS_OVER).until(() -> events.lag(GROUP) == 0);
        assertThat(orders.stream().filter(order -> entries.count(order) != 1)).isEmpty();
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(servers.properties("points"));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        return environment;
    }

    private static Path crashPoints() throws URISyntaxException {
        return Path.of(CrashPoint.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
