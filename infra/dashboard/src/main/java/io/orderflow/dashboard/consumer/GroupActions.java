package io.orderflow.dashboard.consumer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.Source;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pause and resume: the broker's own switch, so it holds for every instance and outlives their restarts. */
@Controller("/consumers/{group}")
@Secured("operator")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class GroupActions {

    private static final Logger LOG = LoggerFactory.getLogger(GroupActions.class);

    private final ConsumerGroups groups;
    private final Audit audit;

    GroupActions(ConsumerGroups groups, Audit audit) {
        this.groups = groups;
        this.audit = audit;
    }

    @Post("/pause")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> pause(Frame frame, String group, @Nullable String reason) {
        return change(frame, group, "pause-group", reason, groups::pause);
    }

    @Post("/resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> resume(Frame frame, String group, @Nullable String reason) {
        return change(frame, group, "resume-group", reason, groups::resume);
    }

    private interface Change {
        void of(String group) throws Exception;
    }

    private HttpResponse<?> change(Frame frame, String group, String action, @Nullable String reason, Change change) {
        // The broker would create a group of any name that it is asked to change.
        if (groups.named(group) instanceof Source.Available<Optional<ConsumerGroup>>(var known) && known.isEmpty()) {
            return HttpResponse.notFound();
        }
        String result = "done";
        try {
            change.of(group);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            result = "failed: interrupted";
        } catch (Exception failed) {
            LOG.warn("{} of {} failed", action, group, failed);
            result = "failed: " + failed;
        }
        audit.record(frame.user(), action, "group:" + group, reason == null ? "" : reason, result);
        return HttpResponse.seeOther(page(group, action, result));
    }

    private static URI page(String group, String action, String result) {
        return UriBuilder.of("/consumers")
                .path(group)
                .queryParam(result.equals("done") ? "done" : "failed", action)
                .build();
    }
}
