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
    void killed_with_the_claims_in_its_hand_a_batch_is_applied_once_when_the_claims_expire() throws Exception {
        var orders = batch();
        dieAt(CrashPoint.AFTER_CLAIM, orders);
        assertThat(orders).allMatch(order -> entries.count(order) == 0);

        successorFinishes(orders);
    }

    @Test
    void killed_after_a_batch_s_effect_and_forgotten_by_redis_the_database_stops_the_redelivery() throws Exception {
        var orders = batch();
        dieAt(CrashPoint.AFTER_EFFECT, orders);
        assertThat(orders).anyMatch(order -> entries.count(order) == 1);
        servers.redis().flushAll();

        successorFinishes(orders);
    }

    @Test
    void killed_after_a_batch_s_effect_the_claims_expire_and_the_database_stops_the_redelivery() throws Exception {
        var orders = batch();
        dieAt(CrashPoint.AFTER_EFFECT, orders);
        assertThat(orders).anyMatch(order -> entries.count(order) == 1);

        successorFinishes(orders);
    }

    @Test
    void killed_before_a_batch_s_acknowledgement_redis_stops_the_redelivery() throws Exception {
        var orders = batch();
        dieAt(CrashPoint.BEFORE_ACKNOWLEDGE, orders);
        assertThat(orders).anyMatch(order -> entries.count(order) == 1);

        successorFinishes(orders);
    }

    @Test
    void stopped_with_full_batches_at_hand_what_is_left_is_applied_once_by_the_successor() throws Exception {
        var orders = IntStream.range(0, 2_000)
                .mapToObj(i -> PlacedEvents.order("stopped-" + i % 50, 1000))
                .toList();
        for (int from = 0; from < orders.size(); from += 250) {
            events.sendTogether(orders.subList(from, from + 250));
        }
        try (var service = ServiceProcess.start("points-service", environment())) {
            await().until(() -> orders.stream().anyMatch(order -> entries.count(order) == 1));
            service.stop();
        }

        successorFinishes(orders);
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

    /** Sent together: it is one batch, or two where the consumer was so quick as to look in between. */
    private static List<OrderPlaced> batch() {
        return IntStream.range(0, 40)
                .mapToObj(i -> PlacedEvents.order("killed-" + i % 5, 4700))
                .toList();
    }

    private void dieAt(CrashPoint point, List<OrderPlaced> orders) throws Exception {
        try (var service = ServiceProcess.start(
                "points-service", environment(), Map.of("crash.at", point.toString()), List.of(crashPoints()))) {
            events.sendTogether(orders);
            assertThat(service.exit().get(60, TimeUnit.SECONDS)).isEqualTo(KILLED);
        }
    }

    private void successorFinishes(List<OrderPlaced> orders) throws Exception {
        // A foreign time zone, to see that stored instants do not care.
        try (var successor = ServiceProcess.start(
                "points-service", environment(), Map.of("user.timezone", "Asia/Tokyo"), List.of())) {
            assertThat(successor.isAlive()).isTrue();
            awaitFinished(orders);
        }
        assertThat(entries.age(orders.getFirst())).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(5));
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
