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
import io.orderflow.dashboard.broker.Topics;
import io.orderflow.dashboard.counter.ServiceCounters;
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
    private final ServiceCounters counters;
    private final Topics topics;
    private final Clock clock;

    ConsumerController(ConsumerGroups groups, ServiceCounters counters, Topics topics, Clock clock) {
        this.groups = groups;
        this.topics = topics;
        this.counters = counters;
        this.clock = clock;
    }

    @Get
    ModelAndView<Map<String, Object>> page(Frame frame) {
        return frame.show(
                "consumer/page",
                Map.of(
                        "groups", groups.all(),
                        "topics", topics.all(),
                        "deliveries", Deliveries.of(counters.all()),
                        "now", clock.instant()));
    }

    @Get("/list")
    ModelAndView<Map<String, Object>> list(Frame frame) {
        return frame.show(
                "consumer/list",
                Map.of("groups", groups.all(), "deliveries", Deliveries.of(counters.all()), "now", clock.instant()));
    }

    @Get("/topics")
    ModelAndView<Map<String, Object>> topics(Frame frame) {
        return frame.show("consumer/topics", Map.of("topics", topics.all()));
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

    private HttpResponse<?> one(Frame frame, String view, String name, String done, boolean failed) {
        Source<Optional<ConsumerGroup>> found = groups.named(name);
        // A broker that does not answer is no evidence that the group does not exist.
        if (found instanceof Source.Available<Optional<ConsumerGroup>>(var group) && group.isEmpty()) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(frame.show(
                view,
                Map.of(
                        "name",
                        name,
                        "group",
                        found.map(Optional::orElseThrow),
                        "now",
                        clock.instant(),
                        "deliveries",
                        Deliveries.of(counters.all()),
                        "done",
                        done,
                        "failed",
                        failed)));
    }
}
