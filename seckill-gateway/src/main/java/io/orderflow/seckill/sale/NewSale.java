package io.orderflow.seckill.sale;

import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a sale; checks what can't be checked field by field. */
@Singleton
class NewSale {

    private static final Logger LOG = LoggerFactory.getLogger(NewSale.class);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3660);
    private static final Duration LONGEST_PAYMENT_WINDOW = Duration.ofDays(30);

    private final Sales sales;
    private final Catalogue catalogue;
    private final Clock clock;

    NewSale(Sales sales, Catalogue catalogue, Clock clock) {
        this.sales = sales;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @throws io.orderflow.micronaut.problem.ProblemException that names the invalid field */
    Sale create(CreateSaleRequest request, String operator) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var opensAt = instant("opensAt", request.opensAt());
        var closesAt = instant("closesAt", request.closesAt());
        if (!closesAt.isAfter(opensAt)) {
            throw SaleProblems.invalid("closesAt", "must be after opensAt, " + opensAt);
        }
        if (!closesAt.isAfter(now)) {
            throw SaleProblems.invalid("closesAt", "must be in the future");
        }
        if (Duration.between(opensAt, closesAt).compareTo(LONGEST_WINDOW) > 0) {
            throw SaleProblems.invalid(
                    "closesAt", "must be at most " + LONGEST_WINDOW.toDays() + " days after opensAt");
        }
        int units = given(request.units());
        int limit = given(request.limitPerCustomer());
        if (limit > units) {
            throw SaleProblems.invalid("limitPerCustomer", "must be at most units, " + units);
        }
        var paymentWindow = paymentWindow(request.paymentWindow());
        String sku = given(request.sku());
        requireSku(sku);
        return sales.create(new Sale(
                0,
                sku,
                given(request.price()),
                units,
                limit,
                opensAt,
                closesAt,
                given(request.queueBound()),
                Objects.requireNonNullElse(request.admissionRate(), 0),
                paymentWindow.toSeconds(),
                Objects.requireNonNullElse(request.tokenRequired(), false),
                Sale.Phase.CREATED,
                1,
                0,
                null,
                null,
                now,
                operator,
                null,
                1));
    }

    /** Only if order-service answers; otherwise it decides when the sale is warmed. */
    private void requireSku(String sku) {
        boolean known;
        try {
            known = catalogue.products().items().stream()
                    .anyMatch(product -> product.sku().equals(sku));
        } catch (HttpClientException away) {
            LOG.info("The catalogue could not be asked for {}; order-service decides later: {}", sku, away.toString());
            return;
        }
        if (!known) {
            throw SaleProblems.unknownSku(sku);
        }
    }

    private static Instant instant(String field, @Nullable String text) {
        try {
            // The column's precision, so that every reading of the sale is the same.
            var instant = Instant.parse(given(text)).truncatedTo(ChronoUnit.MILLIS);
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("9000-01-01T00:00:00Z"))) {
                return instant;
            }
        } catch (DateTimeParseException malformed) {
            // Reported below, as for one that no column holds.
        }
        throw SaleProblems.invalid(field, "must be an ISO 8601 instant such as 2030-06-01T10:00:00Z");
    }

    private static Duration paymentWindow(@Nullable String text) {
        try {
            var window = Duration.parse(Objects.requireNonNullElse(text, CreateSaleRequest.DEFAULT_PAYMENT_WINDOW));
            if (!window.isNegative() && window.compareTo(LONGEST_PAYMENT_WINDOW) <= 0 && window.getNano() == 0) {
                return window;
            }
        } catch (DateTimeParseException malformed) {
            // Reported below, as for one that is too long.
        }
        throw SaleProblems.invalid(
                "paymentWindow",
                "must be an ISO 8601 duration of whole seconds between PT0S (no payment awaited) and "
                        + LONGEST_PAYMENT_WINDOW);
    }

    private static <T> T given(@Nullable T validated) {
        return Objects.requireNonNull(validated, "validated");
    }
}
