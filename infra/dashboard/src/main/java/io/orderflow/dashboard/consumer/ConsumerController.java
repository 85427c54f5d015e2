package io.orderflow.dashboard.consumer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.Source;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Consumer groups, all and one by one. What ticks is a fragment that fetches itself. */
@Controller("/consumers")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class ConsumerController {

    private static final Set<String> DONE = Set.of("pause-group", "resume-group", "reset-offset");

    private final ConsumerGroups groups;
    private final Clock clock;

    ConsumerController(ConsumerGroups groups, Clock clock) {
        this.groups = groups;
        this.clock = clock;
    }

    @Get
    ModelAndView<Map<String, Object>> page(Frame frame) {
        return list(frame, "consumer/page");
    }

    @Get("/list")
    ModelAndView<Map<String, Object>> list(Frame frame) {
        return list(frame, "consumer/list");
    }

    @Get("/{group}")
    HttpResponse<?> group(
            Frame frame, String group, @Nullable @QueryValue String done, @Nullable @QueryValue String failed) {
        return one(frame, "consumer/group", group, done != null && DONE.contains(done) ? done : "", failed != null);
    }

    @Get("/{group}/state")
    HttpResponse<?> state(Frame frame, String group) {
        return one(frame, "consumer/state", group, "", false);
    }

    private ModelAndView<Map<String, Object>> list(Frame frame, String view) {
        return frame.show(view, Map.of("groups", groups.all(), "now", clock.instant()));
    }

    private HttpResponse<?> one(Frame frame, String view, String name, String done, boolean failed) {
        Source<Optional<ConsumerGroup>> found = groups.named(name);
        // A broker that does not answer says nothing about what there is.
        if (found instanceof Source.Available<Optional<ConsumerGroup>>(var group) && group.isEmpty()) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(frame.show(
                view,
                Map.of(
                        "name", name,
                        "group", found.map(Optional::orElseThrow),
                        "now", clock.instant(),
                        "done", done,
                        "failed", failed)));
    }
}
