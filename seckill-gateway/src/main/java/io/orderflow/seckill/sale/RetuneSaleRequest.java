package io.orderflow.seckill.sale;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** What an operator may change while a sale runs. What is absent stays. */
@Serdeable.Deserializable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
record RetuneSaleRequest(
        @Min(1) @Max(CreateSaleRequest.MAX_QUEUE_BOUND) @Nullable
        Integer queueBound,

        @Min(0) @Max(CreateSaleRequest.MAX_RATE) @Nullable Integer admissionRate) {}
