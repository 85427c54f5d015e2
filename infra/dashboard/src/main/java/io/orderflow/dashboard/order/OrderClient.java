package io.orderflow.dashboard.order;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;
import java.util.Optional;

/** order-service, as an operator sees it. */
@Client("order-service")
interface OrderClient {

    @Get("/operator/orders/{id}")
    Optional<KnownOrder> order(@Header(HttpHeaders.AUTHORIZATION) String token, String id);

    /** The newest first. */
    @Get("/operator/orders")
    KnownOrder.Page orders(
            @Header(HttpHeaders.AUTHORIZATION) String token, @QueryValue String customer, @QueryValue int limit);
}
