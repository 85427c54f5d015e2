package io.orderflow.dashboard.counter;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;

/** {@code /prometheus} of a service. */
interface CountersClient {

    @Get("/prometheus")
    @Consumes(MediaType.TEXT_PLAIN)
    String text();

    @Client("order-service")
    interface OfOrderService extends CountersClient {}

    @Client("points-service")
    interface OfPointsService extends CountersClient {}

    @Client("coupon-service")
    interface OfCouponService extends CountersClient {}

    @Client("notify-service")
    interface OfNotifyService extends CountersClient {}

    @Client("seckill-gateway")
    interface OfSeckillGateway extends CountersClient {}
}
