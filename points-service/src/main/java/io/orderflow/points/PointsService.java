package io.orderflow.points;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

@OpenAPIDefinition(info = @Info(title = "points-service", version = "1", description = "Loyalty points for orders"))
final class PointsService {

    private PointsService() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(PointsService.class).banner(false).start();
    }
}
