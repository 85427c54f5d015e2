package io.orderflow.points.lookup;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.micronaut.page.Page;
import io.orderflow.points.PointsEntry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer's view of their own points. */
@Controller("/points/me")
@Secured("customer")
@ExecuteOn(TaskExecutors.BLOCKING)
class PointsController {

    private final PointsStatements statements;

    PointsController(PointsStatements statements) {
        this.statements = statements;
    }

    /** The sum of all entries; 0 if there are none. */
    @Get
    Balance balance(Authentication customer) {
        return new Balance(statements.balance(customer.getName()).orElse(0L));
    }

    /** Newest first. {@code next} of one page is {@code after} of the following one. */
    @Get("/entries")
    Page<Entry> entries(
            Authentication customer,
            @QueryValue @Nullable @Positive Long after,
            @QueryValue(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        var oneMore = statements.entries(customer.getName(), after == null ? Long.MAX_VALUE : after, limit + 1);
        return Page.of(oneMore, limit, entry -> String.valueOf(entry.id())).map(Entry::of);
    }

    @Serdeable
    record Balance(long balance) {}

    @Serdeable
    record Entry(String orderId, PointsEntry.Type type, long points, Instant createdAt) {

        static Entry of(PointsEntry entry) {
            return new Entry(entry.orderId(), entry.type(), entry.points(), entry.createdAt());
        }
    }
}
