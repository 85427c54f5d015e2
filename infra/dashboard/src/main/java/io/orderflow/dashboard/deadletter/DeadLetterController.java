package io.orderflow.dashboard.deadletter;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.page.Frame;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lists dead letters, shows one, redelivers or discards it. */
@Controller("/dead-letters")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class DeadLetterController {

    private final DeadLetterSearch search;
    private final DeadLetterCounts counts;
    private final DeadLetters letters;
    private final DeadLetterDetails details;
    private final RedeliveryRuns runs;
    private final Redeliver redeliver;
    private final Discard discard;
    private final Clock clock;

    DeadLetterController(
            DeadLetterSearch search,
            DeadLetterCounts counts,
            DeadLetters letters,
            DeadLetterDetails details,
            RedeliveryRuns runs,
            Redeliver redeliver,
            Discard discard,
            Clock clock) {
        this.search = search;
        this.counts = counts;
        this.letters = letters;
        this.details = details;
        this.runs = runs;
        this.redeliver = redeliver;
        this.discard = discard;
        this.clock = clock;
    }

    @Get
    ModelAndView<Map<String, Object>> page(HttpRequest<?> request, Frame frame, @Nullable @QueryValue Long before) {
        var model = list(request, before);
        model.put("groups", counts.groups());
        model.put("running", runs.running());
        return frame.show("deadletter/page", model);
    }

    /** What changes while the page is open. */
    @Get("/list")
    ModelAndView<Map<String, Object>> fragment(HttpRequest<?> request, Frame frame, @Nullable @QueryValue Long before) {
        return frame.show("deadletter/list", list(request, before));
    }

    private Map<String, Object> list(HttpRequest<?> request, @Nullable Long before) {
        var filter = DeadLetterFilter.of(request.getParameters());
        var model = new HashMap<String, Object>();
        model.put("filter", filter);
        model.put("kinds", search.kinds(filter));
        model.put("page", search.page(filter, before));
        model.put("now", clock.instant());
        return model;
    }

    @Get("/{id}")
    ModelAndView<Map<String, Object>> one(Frame frame, long id, @Nullable @QueryValue String did) {
        return frame.show("deadletter/one", Map.of("detail", found(id), "did", Done.text(did)));
    }

    /** What changes while the page is open. */
    @Get("/{id}/state")
    ModelAndView<Map<String, Object>> state(Frame frame, long id) {
        return frame.show("deadletter/state", Map.of("detail", found(id)));
    }

    @Post("/{id}/redelivery")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> redeliver(
            HttpRequest<Map<String, String>> request, Frame frame, long id, int seen, @Nullable String reason) {
        var result = redeliver.redeliver(
                new RedeliveryOrder(id, seen, Optional.empty(), frame.user(), reason == null ? "" : reason.strip()));
        return HttpResponse.seeOther(Done.page(id, result.text()));
    }

    @Post("/{id}/discard")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> discard(HttpRequest<Map<String, String>> request, Frame frame, long id, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return HttpResponse.badRequest(frame.show(
                            "deadletter/one", Map.of("detail", found(id), "did", "deadletter.result-no-reason")))
                    .contentType(MediaType.TEXT_HTML_TYPE);
        }
        boolean discarded = discard.discard(id, frame.user(), reason.strip());
        return HttpResponse.seeOther(
                Done.page(id, discarded ? "deadletter.result-discarded" : "deadletter.result-changed"));
    }

    private DeadLetterDetails.Detail found(long id) {
        return letters.find(id)
                .map(details::of)
                .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "There is no dead letter " + id));
    }

    /** The page's text about the change that led to it. */
    private static final class Done {

        private static final String RESULT = "deadletter.result-";

        static URI page(long id, String text) {
            return URI.create("/dead-letters/" + id + "?did=" + text.substring(RESULT.length()));
        }

        /** Only values that this console sets itself. */
        static String text(@Nullable String did) {
            return did != null
                            && did.matches("sent|busy|changed|not-committed|undecided|no-such-event|not-sent|discarded")
                    ? RESULT + did
                    : "";
        }
    }
}
