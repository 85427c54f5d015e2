package io.orderflow.order;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

@OpenAPIDefinition(
        info =
                @Info(
                        title = "order-service",
                        version = "1",
                        description = "Places orders and tells what became of them"))
final class OrderService {

    private OrderService() {}

    public static void main(String[] args) {
        Micronaut.run(OrderService.class, args);
    }
}
