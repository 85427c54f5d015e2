package io.orderflow.seckill.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.orderflow.seckill.Gateway;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.testkit.TestTokens;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance knows of its sales when one is signalled while it looks at all, and when there is no signal. */
class SaleCacheIT {

    private static final Instant NOW = Instant.now();

    private static Gateway gateway;

    /** Runs once the next look has read the rows, before it caches them. */
    private Runnable afterRead;

    private SaleCache cache;

    @BeforeAll
    static void start() {
        // Looks once when it starts, and then only on a signal.
        gateway = Gateway.start("sales.look", "1h");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void a_board_that_nobody_tells_anything() {
        afterRead = () -> {};
        cache = new SaleCache(
                new Sales(
                        interrupted(gateway.bean(SaleRows.class)),
                        gateway.bean(RequestStock.class),
                        gateway.bean(SaleSignals.class),
                        gateway.bean(SaleSettings.class),
                        gateway.bean(Clock.class)),
                gateway.bean(LoadedSales.class),
                gateway.bean(SaleSettings.class),
                ApplicationEventPublisher.noOp());
    }

    private SaleRows interrupted(SaleRows rows) {
        return (SaleRows) Proxy.newProxyInstance(
                SaleRows.class.getClassLoader(), new Class<?>[] {SaleRows.class}, (proxy, method, arguments) -> {
                    try {
                        var read = method.invoke(rows, arguments);
                        if (method.getName().equals("onBoard")) {
                            afterRead.run();
                        }
                        return read;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void a_sale_that_is_created_during_a_look_stays_known() {
        var created = new long[1];
        afterRead = () -> {
            created[0] = create();
            cache.changed(created[0]);
        };
        cache.look();
        assertThat(cache.find(created[0])).isPresent();
    }

    @Test
    void a_sale_that_is_paused_during_a_look_stays_paused() {
        long id = gateway.openSale(5, 1, "");
        cache.look();
        assertThat(phase(id)).isEqualTo(Sale.Phase.OPEN);
        afterRead = () -> {
            assertThat(gateway.operator("/sales/" + id + "/pause", "").status()).isEqualTo(200);
            cache.changed(id);
        };
        cache.look();
        assertThat(phase(id)).isEqualTo(Sale.Phase.PAUSED);
        assertThat(gateway.bean(LoadedSales.class).look(id).orElseThrow().state())
                .isEqualTo(SaleSnapshot.State.PAUSED);
    }

    @Test
    void a_sale_that_nobody_told_of_is_found_when_it_is_asked_for() {
        long id = create();
        assertThat(cache.find(id)).isEmpty();
        var found = cache.lookUp(id);
        assertThat(found).isPresent();
        assertThat(cache.find(id)).isEqualTo(found);
        assertThat(cache.lookUp(id)).isEqualTo(found);
        assertThat(cache.lookUp(4_000_000)).isEmpty();
    }

    @Test
    void a_closed_sale_is_found_and_leaves_the_board_as_it_was() {
        long id = create();
        assertThat(gateway.operator("/sales/" + id + "/close", "").status()).isEqualTo(200);
        assertThat(cache.lookUp(id).orElseThrow().state(NOW)).isEqualTo(SaleState.CLOSED);
        assertThat(cache.find(id)).isEmpty();
    }

    @Test
    void customers_of_a_sale_that_nobody_told_of_get_the_same_answers() {
        var row = gateway.bean(Sales.class).store(untold());
        var token = gateway.post("/sales/" + row.id() + "/admission-tokens", TestTokens.customer("ada"), "");
        assertThat(token.status()).as(token.body()).isEqualTo(201);

        row = gateway.bean(Sales.class).store(untold());
        assertThat(gateway.buy(row.id(), "ada").problem()).isEqualTo("not-open");

        row = gateway.bean(Sales.class).store(untold());
        assertThat(gateway.get("/sales/" + row.id(), "").status()).isEqualTo(200);
        assertThat(gateway.bean(SaleCache.class).find(row.id())).isPresent();
    }

    private Sale.Phase phase(long id) {
        return cache.find(id).orElseThrow().sale().phase();
    }

    private static long create() {
        return gateway.createSale(Gateway.terms(5, 1, NOW.plusSeconds(3_600), NOW.plusSeconds(7_200), ""));
    }

    /** Opens in a minute: near enough for a token. */
    private static Sale untold() {
        return new Sale(
                0,
                "kettle-steel",
                4_900,
                5,
                1,
                NOW.plusSeconds(60),
                NOW.plusSeconds(3_600),
                100,
                0,
                900,
                true,
                Sale.Phase.OPEN,
                1,
                0,
                null,
                null,
                NOW,
                "olga",
                null,
                1);
    }
}
