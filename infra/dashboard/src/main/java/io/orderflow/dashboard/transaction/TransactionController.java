package io.orderflow.dashboard.transaction;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.broker.HalfMessages;
import io.orderflow.dashboard.page.Frame;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Half messages that wait now, and how transactions ended in the last hour. */
@Controller("/transactions")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class TransactionController {

    private static final Duration CHARTED = Duration.ofHours(1);

    private final HalfMessages halfMessages;
    private final EndingMinutes minutes;
    private final Clock clock;

    TransactionController(HalfMessages halfMessages, EndingMinutes minutes, Clock clock) {
        this.halfMessages = halfMessages;
        this.minutes = minutes;
        this.clock = clock;
    }

    @Get
    ModelAndView<Map<String, Object>> page(Frame frame) {
        return frame.show(
                "transaction/page",
                Map.of("waiting", halfMessages.waiting(), "now", clock.instant(), "chart", chart()));
    }

    @Get("/waiting")
    ModelAndView<Map<String, Object>> waiting(Frame frame) {
        return frame.show("transaction/waiting", Map.of("waiting", halfMessages.waiting(), "now", clock.instant()));
    }

    @Get("/endings")
    ModelAndView<Map<String, Object>> endings(Frame frame) {
        return frame.show("transaction/endings", Map.of("chart", chart()));
    }

    @Get("/series.json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<EndingChart> series() {
        return HttpResponse.ok(chart()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private EndingChart chart() {
        var now = clock.instant();
        return EndingChart.of(minutes.since(now.minus(CHARTED)), now.minus(CHARTED), now);
    }
}
