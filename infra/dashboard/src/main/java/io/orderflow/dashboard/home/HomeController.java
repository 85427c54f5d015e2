package io.orderflow.dashboard.home;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.View;
import java.util.List;
import java.util.Map;

/** The first page, and what of it is fetched every two seconds. */
@Controller
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class HomeController {

    private final List<HealthCheck> checks;
    private final FlowWatch flow;

    /** @param checks in their order */
    HomeController(List<HealthCheck> checks, FlowWatch flow) {
        this.checks = List.copyOf(checks);
        this.flow = flow;
    }

    @Get
    View page(Frame frame) {
        return show(frame, "home/page");
    }

    @Get("/flow")
    View now(Frame frame) {
        return show(frame, "home/now");
    }

    private View show(Frame frame, String view) {
        var seen = flow.now();
        var health = new HealthSummary(
                checks.stream().map(check -> check.now(frame.texts())).toList());
        return frame.show(view, Map.of("health", health, "flow", seen, "picture", Picture.of(seen, frame.texts())));
    }
}
