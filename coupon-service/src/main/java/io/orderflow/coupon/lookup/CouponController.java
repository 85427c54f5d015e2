package io.orderflow.coupon.lookup;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.coupon.Coupon;
import io.orderflow.micronaut.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer's view of their own coupons. */
@Controller("/coupons/me")
@Secured("customer")
@ExecuteOn(TaskExecutors.BLOCKING)
class CouponController {

    private final CustomerCoupons coupons;
    private final Clock clock;

    CouponController(CustomerCoupons coupons, Clock clock) {
        this.coupons = coupons;
        this.clock = clock;
    }

    /** Newest first, expired ones included. {@code next} of one page is {@code after} of the following one. */
    @Get
    Page<CouponView> coupons(
            Authentication customer,
            @QueryValue @Nullable @Positive Long after,
            @QueryValue(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        var oneMore = coupons.page(customer.getName(), after == null ? Long.MAX_VALUE : after, limit + 1);
        Instant now = clock.instant();
        return Page.of(oneMore, limit, coupon -> String.valueOf(coupon.id())).map(coupon -> CouponView.of(coupon, now));
    }

    /** @param amount in minor units of {@code currency} */
    @Serdeable
    record CouponView(
            String orderId,
            Coupon.Kind kind,
            long amount,
            String currency,
            Instant createdAt,
            Instant validUntil,
            boolean valid) {

        static CouponView of(Coupon coupon, Instant now) {
            return new CouponView(
                    coupon.orderId(),
                    coupon.kind(),
                    coupon.amount(),
                    coupon.currency(),
                    coupon.createdAt(),
                    coupon.validUntil(),
                    now.isBefore(coupon.validUntil()));
        }
    }
}
