package io.orderflow.load.bare;

import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.generate.Pace;
import io.orderflow.load.measure.ClientCost;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.place.OrderClient;
import io.orderflow.load.place.OrderTraffic;
import io.orderflow.load.place.PlacementLog;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.sale.Mix;
import io.orderflow.load.sale.Rush;
import io.orderflow.load.sale.RushLog;
import io.orderflow.load.sale.Timeline;
import io.orderflow.load.stack.Tokens;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sends orders and purchases to the bare endpoint, so that this client's code is compiled before it measures anything: otherwise
 * its first minute costs as much as the service that it asks.
 */
public final class ClientWarmUp {

    private static final List<String> FLAGS = List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final int CONNECTIONS = 64;
    private static final int CUSTOMERS = 50;
    private static final int ARRIVALS_PER_SECOND = 3_000;
    /** Orders that another HTTP client sends, one at a time. */
    private static final int ALONE = 300;

    private static final String RUN = "warmup";

    private ClientWarmUp() {}

    /** @return what a request costs the client in the last quarter, against an endpoint that does nothing */
    public static ClientCost run(Duration time, Clock clock) throws IOException, InterruptedException {
        var keys = SigningKeys.temporary();
        var quarter = time.dividedBy(4);
        try (var issuer = TokenIssuer.start(0, keys, RUN, clock);
                var bare = BareProcess.start(FLAGS, issuer.keysUrl());
                var client = new OrderClient(bare.url())) {
            var tokens = new Tokens(keys, clock.instant());
            var log = new PlacementLog(RUN, CUSTOMERS);
            var orders = new OrderTraffic(client, log, List.of("tea-green", "mug-blue"), tokens);
            for (int alone = 0; alone < ALONE; alone++) {
                orders.placeOne();
            }
            orders(orders, quarter);
            purchases(bare.url(), new Load.Closed(CONNECTIONS, quarter, Duration.ZERO), tokens);
            purchases(bare.url(), new Load.Open(Arrivals.evenly(ARRIVALS_PER_SECOND, quarter)), tokens);
            int before = log.sent();
            var cost = ClientCost.begin();
            orders(orders, quarter);
            return cost.over(log.sent() - before);
        }
    }

    private static void orders(OrderTraffic traffic, Duration time) throws InterruptedException {
        traffic.begin(new Pace.FlatOut(), CONNECTIONS, time, new Meter()).await();
    }

    private static void purchases(URI bare, Load load, Tokens tokens) throws InterruptedException {
        var crowd = Crowd.of("load-" + RUN + "-", CUSTOMERS, tokens);
        var rush = new Rush("1", crowd, List.of(), Mix.ALL_NEW, new RushLog(), new Timeline());
        new Generator(bare, CONNECTIONS).begin(load, rush).await();
    }
}
