package io.orderflow.order.place;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer may ask for in an order. The customer comes from the token, the prices from the catalogue. */
@Serdeable.Deserializable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
record PlaceOrderRequest(
        @NotEmpty @Size(max = MAX_LINES) @Nullable List<@NotNull @Valid Line> lines) {

    static final int MAX_LINES = 100;
    static final int MAX_QUANTITY = 1_000;

    @Serdeable.Deserializable
    @Introspected
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Line(
            @NotBlank @Size(max = 64) @Nullable String sku,

            @NotNull @Min(1) @Max(MAX_QUANTITY) @Nullable Integer quantity) {}
}
