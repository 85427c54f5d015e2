package io.orderflow.seckill.sale;

import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** order-service's catalogue. */
@Client("order-service")
interface Catalogue {

    @Get("/products")
    Products products();

    @Serdeable
    record Products(List<Product> items) {}

    @Serdeable
    record Product(String sku) {}
}
