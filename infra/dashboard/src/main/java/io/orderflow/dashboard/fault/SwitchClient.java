package io.orderflow.dashboard.fault;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.client.annotation.Client;

/** {@code /faults} of a service. 404 is an answer: outside the local profile there is no switch. */
interface SwitchClient {

    @Get("/faults")
    HttpResponse<FaultSetting> consuming(@Header(HttpHeaders.AUTHORIZATION) String operator);

    @Put("/faults")
    HttpResponse<FaultSetting> consuming(
            @Header(HttpHeaders.AUTHORIZATION) String operator, @Body FaultSetting setting);

    @Delete("/faults")
    HttpResponse<?> consumingOff(@Header(HttpHeaders.AUTHORIZATION) String operator);

    @Get("/faults/publishing")
    HttpResponse<FaultSetting> publishing(@Header(HttpHeaders.AUTHORIZATION) String operator);

    @Put("/faults/publishing")
    HttpResponse<FaultSetting> publishing(
            @Header(HttpHeaders.AUTHORIZATION) String operator, @Body FaultSetting setting);

    @Delete("/faults/publishing")
    HttpResponse<?> publishingOff(@Header(HttpHeaders.AUTHORIZATION) String operator);

    @Client("order-service")
    interface OfOrderService extends SwitchClient {}

    @Client("points-service")
    interface OfPointsService extends SwitchClient {}

    @Client("coupon-service")
    interface OfCouponService extends SwitchClient {}

    @Client("notify-service")
    interface OfNotifyService extends SwitchClient {}

    @Client("seckill-gateway")
    interface OfSeckillGateway extends SwitchClient {}
}
