package io.orderflow.load.bare;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;

/** The same paths, role and answers as a purchase at the gateway and an order; on the event loop, and nothing behind it. */
@Controller
@Secured("customer")
class ConstantController {

    private static final String TICKET =
            "{\"ticket\":\"019abcde-0001-8001-8000-000000000001\",\"position\":1,\"estimatedWaitMillis\":1}";

    private static final String ORDER =
            "{\"id\":\"019abcde-0001-7001-8000-000000000001\",\"status\":\"PLACED\",\"total\":3600,\"currency\":\"EUR\"}";

    @Post("/sales/{id}/purchases")
    HttpResponse<String> purchase(String id) {
        return HttpResponse.accepted().body(TICKET);
    }

    @Post("/orders")
    HttpResponse<String> order() {
        return HttpResponse.<String>created(ORDER);
    }
}
