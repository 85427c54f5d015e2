package io.orderflow.dashboard.home;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.page.Frame;
import java.util.Map;

@Controller
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class HomeController {

    @Get
    ModelAndView<Map<String, Object>> page(Frame frame) {
        return frame.show("home/page", Map.of());
    }
}
