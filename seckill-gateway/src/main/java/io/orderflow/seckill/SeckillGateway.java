package io.orderflow.seckill;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

@OpenAPIDefinition(
        info =
                @Info(
                        title = "seckill-gateway",
                        version = "1",
                        description = "Takes the rush of a flash sale and hands out tickets"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
final class SeckillGateway {

    private SeckillGateway() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(SeckillGateway.class).banner(false).start();
    }
}
