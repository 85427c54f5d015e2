package io.orderflow.coupon;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

@OpenAPIDefinition(info = @Info(title = "coupon-service", version = "1", description = "Coupons for orders"))
final class CouponService {

    private CouponService() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(CouponService.class).banner(false).start();
    }
}
