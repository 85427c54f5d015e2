package io.orderflow.dashboard.sale;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** seckill-gateway, as an operator uses it. */
@Client("seckill-gateway")
interface SaleGateway {

    @Get("/sales")
    SaleFigures.Page newest(@Header(HttpHeaders.AUTHORIZATION) String operator, @QueryValue int limit);

    @Get("/sales/{id}")
    Optional<SaleFigures> sale(@Header(HttpHeaders.AUTHORIZATION) String operator, String id);

    /** @param act {@code open}, {@code pause} or {@code close} */
    @Post("/sales/{id}/{act}")
    SaleFigures run(@Header(HttpHeaders.AUTHORIZATION) String operator, String id, String act);

    @Patch("/sales/{id}")
    SaleFigures retune(@Header(HttpHeaders.AUTHORIZATION) String operator, String id, @Body Tuning tuning);

    /** What is null stays. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tuning(@Nullable Integer queueBound, @Nullable Integer admissionRate) {

        String text() {
            return "queue bound %s, admission rate %s".formatted(orAsItIs(queueBound), orAsItIs(admissionRate));
        }

        private static String orAsItIs(@Nullable Integer number) {
            return number == null ? "as it is" : number.toString();
        }
    }
}
