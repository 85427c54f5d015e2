package io.orderflow.order.lookup;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.orderflow.micronaut.page.Page;
import io.orderflow.order.OrderView;
import io.orderflow.order.Orders;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A customer's view of their own orders. */
@Controller("/orders")
@Secured("customer")
class OrderController {

    static final String ORDER_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Sorts behind every order id. */
    static final String NEWEST = "~";

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    /** 404 for another customer's order, exactly as for one that does not exist. */
    @Get("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Optional<OrderView> order(Authentication customer, String id) {
        return orders.find(id, customer.getName()).map(OrderView::of);
    }

    /** Newest first. {@code next} of one page is {@code after} of the following one. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<OrderView> orders(
            Authentication customer,
            @QueryValue @Nullable @Pattern(regexp = ORDER_ID) String after,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var oneMore = orders.page(customer.getName(), after == null ? NEWEST : after, limit + 1);
        return Page.of(oneMore.stream().map(OrderView::of).toList(), limit, OrderView::id);
    }
}
