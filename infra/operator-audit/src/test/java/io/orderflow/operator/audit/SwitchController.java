package io.orderflow.operator.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.security.annotation.Secured;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Routes as services have them. */
@Controller("/switches")
@Secured("operator")
@Requires(property = "switches")
class SwitchController {

    static final AtomicInteger TURNED = new AtomicInteger();

    @Get("/{name}")
    int look(String name) {
        return TURNED.get();
    }

    @Put("/{name}")
    int turn(String name, @Body Map<String, Object> setting) {
        if (name.equals("broken")) {
            throw new IllegalStateException("It came off");
        }
        if (name.equals("stuck")) {
            throw new HttpStatusException(HttpStatus.CONFLICT, "It is stuck");
        }
        return TURNED.incrementAndGet();
    }

    @Post("/{name}/push")
    @Secured({"operator", "customer"})
    int push(String name) {
        return TURNED.incrementAndGet();
    }
}
