package io.orderflow.dashboard.counter;

import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each service has counted, at most some seconds old: messages, requests, sales; and {@link #STARTED_AT}. */
@Singleton
public class ServiceCounters {

    /** Distinguishes one process of a service from the next. */
    public static final String STARTED_AT = "process_start_time_seconds";

    private record Watched(Scrapes scrapes, Snapshot<Scrape> last) {}

    private final Map<String, Watched> services = new LinkedHashMap<>();
    private final Clock clock;

    ServiceCounters(
            CountersClient.OfOrderService orders,
            CountersClient.OfPointsService points,
            CountersClient.OfCouponService coupons,
            CountersClient.OfNotifyService notifications,
            CountersClient.OfSeckillGateway gateway,
            Clock clock) {
        this.clock = clock;
        add("order-service", orders);
        add("points-service", points);
        add("coupon-service", coupons);
        add("notify-service", notifications);
        add("seckill-gateway", gateway);
    }

    private void add(String service, CountersClient client) {
        var scrapes = new Scrapes(client, clock);
        services.put(service, new Watched(scrapes, new Snapshot<>(service + ", its counters", scrapes::look)));
    }

    /** @return by service; a service that does not answer is failing, not empty */
    public Map<String, Source<List<Sample>>> all() {
        Map<String, Source<List<Sample>>> seen = new LinkedHashMap<>();
        services.forEach(
                (service, watched) -> seen.put(service, watched.last().now().map(Scrape::samples)));
        return seen;
    }

    /** @throws IllegalArgumentException if there is no such service */
    public Source<MetricRates> rates(String service) {
        var watched = services.get(service);
        if (watched == null) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        return watched.last().now().map(watched.scrapes()::rates);
    }
}
