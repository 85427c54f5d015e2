package io.orderflow.order.lookup;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.micronaut.page.Page;
import io.orderflow.order.Orders;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator can read: the orders of all customers. */
@Controller("/operator/orders")
@Secured("operator")
class OperatorOrderController {

    private final Orders orders;

    OperatorOrderController(Orders orders) {
        this.orders = orders;
    }

    @Get("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Optional<CustomerOrderView> order(String id) {
        return orders.withIds(List.of(id)).stream().map(CustomerOrderView::of).findFirst();
    }

    /** One customer's orders, newest first. {@code next} of one page is {@code after} of the following one. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<CustomerOrderView> orders(
            @QueryValue @NotBlank String customer,
            @QueryValue @Nullable @Pattern(regexp = OrderController.ORDER_ID) String after,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var oneMore = orders.page(customer, after == null ? OrderController.NEWEST : after, limit + 1);
        return Page.of(
                oneMore.stream().map(CustomerOrderView::of).toList(),
                limit,
                view -> view.order().id());
    }
}
