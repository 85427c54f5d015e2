package io.orderflow.dashboard.consumer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.broker.OffsetReset;
import io.orderflow.dashboard.broker.OffsetReset.Replay;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resets a group to a point in time, in two steps: show what would be delivered again, then do it. */
@Controller("/consumers/{group}/reset")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class ResetController {

    private final OffsetReset offsets;
    private final ConsumerGroups groups;
    private final Audit audit;
    private final Clock clock;

    ResetController(OffsetReset offsets, ConsumerGroups groups, Audit audit, Clock clock) {
        this.offsets = offsets;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    @Get
    @Secured({"operator", "reader"})
    HttpResponse<?> preview(Frame frame, String group, @QueryValue String topic, @QueryValue String since) {
        if (isUnknown(group)) {
            return HttpResponse.notFound();
        }
        var from = PointInTime.before(clock.instant(), since);
        if (from.isEmpty()) {
            return notAPointInTime(frame, group, topic);
        }
        Source<List<Replay>> replays = Source.of(
                "RocketMQ, offsets of " + group,
                () -> offsets.preview(group, topic, from.get().instant()));
        return HttpResponse.ok(frame.show(
                "consumer/reset", Map.of("name", group, "topic", topic, "since", from.get(), "replays", replays)));
    }

    @Post
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> reset(Frame frame, String group, String topic, String since, @Nullable String reason) {
        if (isUnknown(group)) {
            return HttpResponse.notFound();
        }
        var from = PointInTime.before(clock.instant(), since);
        if (from.isEmpty()) {
            return notAPointInTime(frame, group, topic);
        }
        var moved = Source.of(
                "RocketMQ, offsets of " + group,
                () -> offsets.reset(group, topic, from.get().instant()));
        boolean done = moved instanceof Source.Available;
        audit.record(
                frame.user(),
                "reset-offset",
                "group:" + group,
                reason == null ? "" : reason,
                result(topic, from.get(), moved));
        return HttpResponse.seeOther(UriBuilder.of("/consumers")
                .path(group)
                .queryParam(done ? "done" : "failed", "reset-offset")
                .build());
    }

    /** A broker that does not answer is no evidence that the group does not exist. */
    private boolean isUnknown(String group) {
        return groups.named(group) instanceof Source.Available<Optional<ConsumerGroup>>(var known) && known.isEmpty();
    }

    private static String result(String topic, PointInTime since, Source<List<Replay>> moved) {
        return switch (moved) {
            case Source.Available<List<Replay>>(var replays) ->
                "%d messages of %s since %s come again, from %d queues"
                        .formatted(replays.stream().mapToLong(Replay::messages).sum(), topic, since, replays.size());
            case Source.Failing<List<Replay>>(var why) -> "failed, perhaps half done: " + why;
        };
    }

    private static HttpResponse<?> notAPointInTime(Frame frame, String group, String topic) {
        return HttpResponse.status(HttpStatus.BAD_REQUEST)
                .contentType(MediaType.TEXT_HTML_TYPE)
                .body(frame.show("consumer/wrong", Map.of("name", group, "topics", List.of(topic))));
    }
}
