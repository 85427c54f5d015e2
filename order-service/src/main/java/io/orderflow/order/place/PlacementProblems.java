package io.orderflow.order.place;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;
import java.util.Map;

/** Why an order was not placed, as HTTP reports it. The types are part of the interface. */
final class PlacementProblems {

    private static final Problem IN_FLIGHT = Problem.of(
                    HttpStatus.CONFLICT, "in-flight", "A request with this Idempotency-Key is being worked on")
            .detail("Repeat it in a moment to get its result");
    private static final Problem KEY_REUSED = Problem.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "idempotency-key-reused",
                    "This Idempotency-Key belongs to another order")
            .detail("The key was used with other lines before; use a new key for a new order");
    private static final Problem MIXED_CURRENCIES = Problem.of(
                    HttpStatus.UNPROCESSABLE_ENTITY, "mixed-currencies", "All lines need the same currency")
            .detail("Place one order per currency; GET /products tells each product's");
    private static final Problem UNAVAILABLE = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The order can't be taken now")
            .detail("Repeat the request with the same Idempotency-Key: either nothing happened, or the repeat finds the"
                    + " order");

    private static final Problem UNPROCESSABLE = Problem.of(
                    HttpStatus.UNPROCESSABLE_ENTITY, "unprocessable", "This order can't be processed")
            .detail("Nothing happened, and a repeat gets the same answer; change the order");

    private PlacementProblems() {}

    static ProblemException unknownSku(int index, String sku) {
        return new ProblemException(Problem.invalidField(
                "lines[%d].sku".formatted(index), "must be a sku from GET /products; got '%s'".formatted(sku)));
    }

    static ProblemException mixedCurrencies() {
        return new ProblemException(MIXED_CURRENCIES);
    }

    static ProblemException inFlight() {
        return new ProblemException(IN_FLIGHT, retryAfter(1));
    }

    static ProblemException keyReused() {
        return new ProblemException(KEY_REUSED);
    }

    static ProblemException unavailable() {
        return new ProblemException(UNAVAILABLE, retryAfter(2));
    }

    static ProblemException unprocessable() {
        return new ProblemException(UNPROCESSABLE);
    }

    private static Map<String, String> retryAfter(int seconds) {
        return Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
    }
}
