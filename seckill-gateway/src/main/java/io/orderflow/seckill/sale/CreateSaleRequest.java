package io.orderflow.seckill.sale;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a new sale, as an operator sends them.
 *
 * @param price of one unit, in minor units of the sku's currency
 * @param opensAt an ISO 8601 instant, as is {@code closesAt}
 * @param queueBound tickets that may wait for a decision
 * @param paymentWindow an ISO 8601 duration; {@value #DEFAULT_PAYMENT_WINDOW} if absent; zero if no payment is awaited
 * @param admissionRate tickets a second, at most; none or 0 for no bound
 * @param tokenRequired whether a purchase needs an admission token; false if absent
 */
@Serdeable.Deserializable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
record CreateSaleRequest(
        @NotBlank @Size(max = 64) @Nullable String sku,

        @NotNull @Min(0) @Max(MAX_PRICE) @Nullable Integer price,

        @NotNull @Min(1) @Max(MAX_UNITS) @Nullable Integer units,

        @NotNull @Min(1) @Max(MAX_LIMIT) @Nullable Integer limitPerCustomer,

        @NotNull @Nullable String opensAt,
        @NotNull @Nullable String closesAt,

        @NotNull @Min(1) @Max(MAX_QUEUE_BOUND) @Nullable Integer queueBound,

        @Nullable String paymentWindow,

        @Min(0) @Max(MAX_RATE) @Nullable Integer admissionRate,

        @Nullable @Serdeable.Deserializable(using = TrueOrFalse.class)
        Boolean tokenRequired) {

    static final String DEFAULT_PAYMENT_WINDOW = "PT15M";
    static final int MAX_PRICE = 1_000_000_000;
    static final int MAX_UNITS = 100_000_000;
    static final int MAX_LIMIT = 1_000;
    static final int MAX_QUEUE_BOUND = 10_000_000;
    static final int MAX_RATE = 1_000_000;
}
