package io.orderflow.micronaut.connection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.concurrent.CompletableFuture;

/** Something to connect to. */
@Controller("/wire")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_PLAIN)
class WireController {

    private static final int OCEAN = 64 * 1024 * 1024;

    private final ClientAddress addresses;

    WireController(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Get("/address")
    String address(HttpRequest<?> request) {
        return "<" + addresses.of(request) + ">";
    }

    @Post("/length")
    @Consumes(MediaType.TEXT_PLAIN)
    String length(@Body String body) {
        return "<" + body.length() + ">";
    }

    /** More than any socket's buffers hold. */
    @Get("/ocean")
    byte[] ocean() {
        return new byte[OCEAN];
    }

    @Get("/never")
    CompletableFuture<String> never() {
        return new CompletableFuture<>();
    }
}
