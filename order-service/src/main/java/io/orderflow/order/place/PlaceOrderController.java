package io.orderflow.order.place;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.orderflow.journal.Journal;
import io.orderflow.micronaut.idempotency.IdempotencyKey;
import io.orderflow.micronaut.problem.ProblemException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderView;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;

/** {@code POST /orders}. */
@Controller("/orders")
@Secured("customer")
class PlaceOrderController {

    private static final String REQUEST = "POST /orders";

    private final OrderPlacement placement;
    private final Journal journal;

    PlaceOrderController(OrderPlacement placement, Journal journal) {
        this.placement = placement;
        this.journal = journal;
    }

    /** Places an order; a repeat with the same Idempotency-Key and body gets the same answer and places nothing. */
    @Post
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, required = true)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<OrderView> place(
            Authentication customer,
            @Parameter(hidden = true) HttpHeaders headers,
            @Valid @Body PlaceOrderRequest request) {
        String key = IdempotencyKey.of(headers);
        long begun = System.nanoTime();
        try {
            var order = placed(placement.place(customer.getName(), key, lines(request)));
            journal.request(REQUEST, HttpStatus.CREATED.getCode(), order.id(), System.nanoTime() - begun);
            return HttpResponse.created(
                    OrderView.of(order),
                    UriBuilder.of("/orders").path(order.id()).build());
        } catch (ProblemException refused) {
            journal.request(REQUEST, refused.problem().status(), null, System.nanoTime() - begun);
            throw refused;
        }
    }

    private static Order placed(Placement outcome) {
        return switch (outcome) {
            case Placement.Placed(var order) -> order;
            case Placement.UnknownSku(var index, var sku) -> throw PlacementProblems.unknownSku(index, sku);
            case Placement.MixedCurrencies mixed -> throw PlacementProblems.mixedCurrencies();
            case Placement.InFlight inFlight -> throw PlacementProblems.inFlight();
            case Placement.KeyReused reused -> throw PlacementProblems.keyReused();
            case Placement.Unavailable unavailable -> throw PlacementProblems.unavailable();
            case Placement.Unprocessable refused -> throw PlacementProblems.unprocessable();
        };
    }

    private static List<RequestedLine> lines(PlaceOrderRequest request) {
        return Objects.requireNonNull(request.lines(), "validated").stream()
                .map(line -> new RequestedLine(
                        Objects.requireNonNull(line.sku(), "validated"),
                        Objects.requireNonNull(line.quantity(), "validated")))
                .toList();
    }
}
