package io.orderflow.dashboard.home;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;

/** {@code /health/readiness} of a service; anything but 200 is an exception. */
interface ReadinessClient {

    @Get("/health/readiness")
    HttpResponse<?> ready();

    @Client("order-service")
    interface OfOrderService extends ReadinessClient {}

    @Client("points-service")
    interface OfPointsService extends ReadinessClient {}

    @Client("coupon-service")
    interface OfCouponService extends ReadinessClient {}

    @Client("notify-service")
    interface OfNotifyService extends ReadinessClient {}

    @Client("seckill-gateway")
    interface OfSeckillGateway extends ReadinessClient {}
}
