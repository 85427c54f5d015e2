package io.orderflow.dashboard.fault;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.page.Back;
import io.orderflow.dashboard.page.Frame;
import java.util.Map;

/** Shows the services' failure switches, and turns them. */
@Controller("/faults")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class FaultController {

    private final FaultBoard board;
    private final Switches switches;
    private final Audit audit;

    FaultController(FaultBoard board, Switches switches, Audit audit) {
        this.board = board;
        this.switches = switches;
        this.audit = audit;
    }

    @Get
    ModelAndView<Map<String, Object>> page(Frame frame) {
        return frame.show("fault/page", Map.of("services", board.seen(), "refused", ""));
    }

    @Get("/list")
    ModelAndView<Map<String, Object>> list(Frame frame) {
        return frame.show("fault/list", Map.of("services", board.seen()));
    }

    @Post("/{service}/{side}")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> turn(
            HttpRequest<Map<String, String>> request,
            Frame frame,
            String service,
            String side,
            String mode,
            @Nullable String times,
            @Nullable String delayMillis) {
        var chosen = Side.named(side);
        if (chosen.isEmpty() || !switches.services().contains(service)) {
            return HttpResponse.notFound();
        }
        if (!chosen.get().knows(mode)) {
            return refused(frame, frame.text("fault.unknown-mode"));
        }
        FaultSetting setting;
        try {
            setting = new FaultSetting(mode, number(times), number(delayMillis));
        } catch (NumberFormatException notANumber) {
            return refused(frame, frame.text("fault.no-number"));
        }
        return turn(request, frame, service, chosen.get(), setting);
    }

    private HttpResponse<?> turn(HttpRequest<?> request, Frame frame, String service, Side side, FaultSetting setting) {
        var action = "switch-" + side.word() + "-fault";
        try {
            switches.set(frame.user(), service, side, setting);
        } catch (HttpClientException failed) {
            var why = failed instanceof HttpClientResponseException answered ? detail(answered) : failed.getMessage();
            audit.record(frame.user(), action, "service:" + service, "", "failed: " + why);
            return refused(frame, service + ": " + why);
        }
        audit.record(frame.user(), action, "service:" + service, "", setting.text(frame.texts()));
        board.look();
        return HttpResponse.seeOther(Back.to(request));
    }

    private HttpResponse<?> refused(Frame frame, String why) {
        return HttpResponse.status(HttpStatus.BAD_REQUEST)
                .contentType(MediaType.TEXT_HTML_TYPE)
                .body(frame.show("fault/page", Map.of("services", board.seen(), "refused", why)));
    }

    /** The service's own words, where it has some. */
    private static String detail(HttpClientResponseException answered) {
        return answered.getResponse()
                .getBody(Problem.class)
                .map(Problem::detail)
                .orElse(String.valueOf(answered.getMessage()));
    }

    @Serdeable
    record Problem(@Nullable String detail) {}

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
    }
}
