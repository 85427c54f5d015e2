package io.orderflow.dashboard.counter;

import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each service's messaging has counted, {@code rocketmq_*}, and {@link #STARTED_AT}; at most some seconds old. */
@Singleton
public class ServiceCounters {

    /** Tells one process of a service from the next. */
    public static final String STARTED_AT = "process_start_time_seconds";

    private final Map<String, Snapshot<List<Sample>>> services = new LinkedHashMap<>();

    ServiceCounters(
            CountersClient.OfOrderService orders,
            CountersClient.OfPointsService points,
            CountersClient.OfCouponService coupons,
            CountersClient.OfNotifyService notifications,
            CountersClient.OfSeckillGateway gateway) {
        add("order-service", orders);
        add("points-service", points);
        add("coupon-service", coupons);
        add("notify-service", notifications);
        add("seckill-gateway", gateway);
    }

    private void add(String service, CountersClient client) {
        services.put(
                service,
                new Snapshot<>(
                        service + ", its counters",
                        () -> PrometheusText.samples(client.text(), ServiceCounters::isWanted)));
    }

    private static boolean isWanted(String name) {
        return name.startsWith("rocketmq_") || name.equals(STARTED_AT);
    }

    /** @return by service; a service that does not answer is failing, not empty */
    public Map<String, Source<List<Sample>>> all() {
        Map<String, Source<List<Sample>>> seen = new LinkedHashMap<>();
        services.forEach((service, counters) -> seen.put(service, counters.now()));
        return seen;
    }
}
