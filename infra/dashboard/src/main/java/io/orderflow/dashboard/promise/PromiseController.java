package io.orderflow.dashboard.promise;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.page.Frame;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** {@code /promises}: what must hold, as lights. */
@Controller("/promises")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class PromiseController {

    private final PromiseReports reports;
    private final Audit audit;
    private final Clock clock;

    PromiseController(PromiseReports reports, Audit audit, Clock clock) {
        this.reports = reports;
        this.audit = audit;
        this.clock = clock;
    }

    @Get
    ModelAndView<Map<String, Object>> page(Frame frame) {
        return frame.show("promise/page", Map.of("lights", Lights.of(reports.latest(), clock)));
    }

    @Get("/lights")
    ModelAndView<Map<String, Object>> lights(Frame frame) {
        return frame.show("promise/lights", Map.of("lights", Lights.of(reports.latest(), clock)));
    }

    @Post("/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured("operator")
    HttpResponse<?> check(Frame frame) {
        reports.checkNow();
        audit.record(frame.user(), "check-promises", "promises", "", "begun");
        return HttpResponse.seeOther(URI.create("/promises"));
    }
}
