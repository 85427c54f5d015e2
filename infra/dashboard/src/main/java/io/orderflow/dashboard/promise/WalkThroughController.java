package io.orderflow.dashboard.promise;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.signin.ServiceTokens;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /promises/walk-through}: points-service is down, and no customer notices. */
@Controller("/promises/walk-through")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class WalkThroughController {

    private static final Logger LOG = LoggerFactory.getLogger(WalkThroughController.class);
    private static final String SERVICE = "service:points-service";

    private final WalkThrough walkThrough;
    private final DemoOrders orders;
    private final PointsFaults faults;
    private final ServiceTokens tokens;
    private final Audit audit;

    WalkThroughController(
            WalkThrough walkThrough, DemoOrders orders, PointsFaults faults, ServiceTokens tokens, Audit audit) {
        this.walkThrough = walkThrough;
        this.orders = orders;
        this.faults = faults;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** The last form's result is only for the person who sent it, so it is in the address. */
    @Get
    ModelAndView<Map<String, Object>> page(
            Frame frame,
            @QueryValue(defaultValue = "") String done,
            @QueryValue(defaultValue = "0") int accepted,
            @QueryValue(defaultValue = "0") int wanted,
            @QueryValue(defaultValue = "0") long slowest) {
        return frame.show(
                "promise/walk",
                Map.of(
                        "progress",
                        walkThrough.progress(),
                        "done",
                        done,
                        "accepted",
                        accepted,
                        "wanted",
                        wanted,
                        "slowest",
                        slowest));
    }

    @Get("/progress")
    ModelAndView<Map<String, Object>> progress(Frame frame) {
        return frame.show("promise/progress", Map.of("progress", walkThrough.progress()));
    }

    @Post("/orders")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured("operator")
    HttpResponse<?> place(Frame frame, int count) {
        var placed = orders.place(Math.clamp(count, 1, DemoOrders.MOST));
        audit.record(
                frame.user(),
                "place-demo-orders",
                "customer:" + DemoOrders.CUSTOMER,
                "",
                "%d of %d accepted %s".formatted(placed.accepted(), placed.wanted(), placed.failure()));
        return to("?done=placed&accepted=%d&wanted=%d&slowest=%d"
                .formatted(placed.accepted(), placed.wanted(), placed.slowest().toMillis()));
    }

    /** @param mode {@code hang}, {@code fail} or {@code off} */
    @Post("/points")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured("operator")
    HttpResponse<?> points(Frame frame, String mode) {
        try {
            switch (mode) {
                case "hang" -> faults.set(tokens.operator(frame.user()), PointsFaults.Setting.hangs());
                case "fail" -> faults.set(tokens.operator(frame.user()), PointsFaults.Setting.fails());
                case "off" -> faults.off(tokens.operator(frame.user()));
                default -> {
                    return HttpResponse.badRequest();
                }
            }
            audit.record(frame.user(), "switch-fault", SERVICE, "", mode);
            return to("?done=" + mode);
        } catch (RuntimeException refused) {
            LOG.warn("points-service did not take the fault {}: {}", mode, refused.toString());
            audit.record(frame.user(), "switch-fault", SERVICE, "", mode + " failed: " + refused);
            return to("?done=failed");
        }
    }

    private static HttpResponse<?> to(String query) {
        return HttpResponse.seeOther(URI.create("/promises/walk-through" + query));
    }
}
