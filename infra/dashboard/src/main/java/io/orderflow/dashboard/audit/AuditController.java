package io.orderflow.dashboard.audit;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.View;
import java.util.Map;

@Controller("/audit")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class AuditController {

    private static final int SHOWN = 200;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @Get
    View page(Frame frame) {
        return frame.show("audit/page", Map.of("trail", trail.latest(SHOWN)));
    }
}
