package io.orderflow.load.bare;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;

/** The same path, role and answer as a purchase at the gateway; on the event loop, and nothing behind it. */
@Controller("/sales")
@Secured("customer")
class ConstantController {

    private static final String TICKET =
            "{\"ticket\":\"019abcde-0001-8001-8000-000000000001\",\"position\":1,\"estimatedWaitMillis\":1}";

    @Post("/{id}/purchases")
    HttpResponse<String> purchase(String id) {
        return HttpResponse.accepted().body(TICKET);
    }
}
