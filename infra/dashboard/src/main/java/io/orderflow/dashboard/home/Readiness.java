package io.orderflow.dashboard.home;

import io.micronaut.http.HttpStatus;
import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Which services are ready to work, by their own word. */
@Singleton
class Readiness {

    private final Map<Station, Snapshot<HttpStatus>> services = new EnumMap<>(Station.class);

    Readiness(
            ReadinessClient.OfOrderService orders,
            ReadinessClient.OfPointsService points,
            ReadinessClient.OfCouponService coupons,
            ReadinessClient.OfNotifyService notifications,
            ReadinessClient.OfSeckillGateway gateway) {
        add(Station.ORDERS, orders);
        add(Station.POINTS, points);
        add(Station.COUPONS, coupons);
        add(Station.NOTIFICATIONS, notifications);
        add(Station.GATEWAY, gateway);
    }

    private void add(Station station, ReadinessClient client) {
        services.put(
                station,
                new Snapshot<>(
                        station.service() + ", its readiness",
                        () -> client.ready().getStatus()));
    }

    /** @return failing for one that does not answer, or reports that it is not ready */
    Source<HttpStatus> of(Station station) {
        var known = services.get(station);
        return known == null ? new Source.Failing<>(station.service()) : known.now();
    }
}
