package io.orderflow.micronaut.problem;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.micronaut.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to send bad requests to. */
@Controller("/shelf")
@Secured(SecurityRule.IS_AUTHENTICATED)
class ShelfController {

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Books(
            @NotNull @Size(min = 1, max = 2) List<@NotNull @Valid Book> lines,
            @Nullable Cover cover) {}

    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    record Book(@NotEmpty String title, @Min(1) @Max(999) int quantity) {}

    @Serdeable
    record Lenient(String name, int amount) {}

    enum Cover {
        SOFT,
        HARD
    }

    @Post
    @Status(HttpStatus.CREATED)
    Map<String, Integer> put(@Body @Valid Books books) {
        return Map.of("lines", books.lines().size());
    }

    @Post("/lenient")
    Map<String, String> lenient(@Body Lenient lenient) {
        return Map.of("name", lenient.name(), "amount", String.valueOf(lenient.amount()));
    }

    @Get
    Page<String> list(
            @QueryValue @Nullable @Positive Long after, @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return Page.of(List.of("a", "b", "c"), limit, item -> item);
    }

    @Get("/empty")
    Page<String> empty() {
        return Page.of(List.of(), 20, item -> item);
    }

    @Get("/broken")
    String broken() {
        throw new IllegalStateException("the secret of the shelf");
    }

    @Get("/busy")
    String busy() {
        throw new ProblemException(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not now")
                        .detail("Try again in a second"),
                Map.of("Retry-After", "1"));
    }

    @Get("/stored/{how}")
    String stored(String how) {
        throw new IllegalStateException(
                "A book was not stored",
                switch (how) {
                    case "too-long" -> new SQLDataException("Data too long for column 'title'", "22001", 1406);
                    case "twice" -> new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062);
                    case "batch" ->
                        new BatchUpdateException(
                                "batch",
                                "22001",
                                1406,
                                new int[0],
                                new SQLDataException("Data too long", "22001", 1406));
                    case "deadlock" -> new SQLTransactionRollbackException("Deadlock found", "40001", 1213);
                    case "pool" -> new SQLTransientConnectionException("Connection is not available");
                    case "away" -> new SQLNonTransientConnectionException("Communications link failure", "08S01");
                    default -> new SQLException(how);
                });
    }

    @Get("/operators-only")
    @Secured("operator")
    String operatorsOnly() {
        return "welcome";
    }
}
