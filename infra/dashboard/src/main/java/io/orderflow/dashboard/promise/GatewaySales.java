package io.orderflow.dashboard.promise;

import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway publishes about its sales. */
@Client("seckill-gateway")
interface GatewaySales {

    @Get("/sales")
    Sales newest(@QueryValue int limit);

    @Serdeable
    record Sales(List<Sale> items) {}

    /** @param left and the other figures are null while they are not known */
    @Serdeable
    record Sale(
            String id,
            String state,
            @Nullable Long left,
            @Nullable Long waiting,
            @Nullable Long peak,
            long queueBound) {

        /** Redis has it, and sells from it. */
        boolean sells() {
            return state.equals("OPEN") || state.equals("PAUSED");
        }
    }
}
