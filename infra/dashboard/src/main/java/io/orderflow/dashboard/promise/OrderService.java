package io.orderflow.dashboard.promise;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** order-service, as a customer uses it. */
@Client("order-service")
interface OrderService {

    @Get("/products")
    Products products();

    @Post("/orders")
    Order place(@Header("Authorization") String customer, @Header("Idempotency-Key") String key, @Body Basket basket);

    @Serdeable
    record Products(List<Product> items) {}

    @Serdeable
    record Product(String sku) {}

    @Serdeable
    record Basket(List<Line> lines) {}

    @Serdeable
    record Line(String sku, int quantity) {}

    @Serdeable
    record Order(String id) {}
}
