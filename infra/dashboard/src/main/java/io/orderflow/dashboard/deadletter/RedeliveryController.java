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
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.views.ModelAndView;
import io.orderflow.dashboard.page.Frame;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Redelivers many: first shows how many and what would happen, then does it at a rate and shows how far it has come. */
@Controller("/dead-letters/redeliveries")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class RedeliveryController {

    static final int MOST_AT_ONCE = 10_000;
    static final int FASTEST = 500;

    private final DeadLetterSearch search;
    private final RedeliveryRuns runs;

    RedeliveryController(DeadLetterSearch search, RedeliveryRuns runs) {
        this.search = search;
        this.runs = runs;
    }

    /** Sends nothing. */
    @Get
    ModelAndView<Map<String, Object>> dryRun(HttpRequest<?> request, Frame frame) {
        return dryRun(DeadLetterFilter.of(request.getParameters()), frame, "");
    }

    /** @param upTo the latest of those that the dry run counted: what came later was not decided about */
    @Post
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> start(
            HttpRequest<Map<String, String>> request,
            Frame frame,
            long upTo,
            @Nullable Integer perSecond,
            @Nullable String reason) {
        var filter = DeadLetterFilter.of(request.getParameters());
        if (perSecond == null || perSecond < 1 || perSecond > FASTEST) {
            return refused(filter, frame, frame.text("deadletter.bad-rate", FASTEST));
        }
        var candidates = search.candidates(filter, upTo, MOST_AT_ONCE);
        return runs.start(candidates, perSecond, frame.user(), reason == null ? "" : reason.strip())
                .<HttpResponse<?>>map(run -> HttpResponse.seeOther(page(run.number())))
                .orElseGet(() -> refused(filter, frame, frame.text("deadletter.run-busy")));
    }

    @Get("/{number}")
    ModelAndView<Map<String, Object>> run(Frame frame, long number) {
        return frame.show("deadletter/run", Map.of("run", found(number)));
    }

    /** What changes while the page is open. */
    @Get("/{number}/progress")
    ModelAndView<Map<String, Object>> progress(Frame frame, long number) {
        return frame.show("deadletter/progress", Map.of("run", found(number)));
    }

    @Post("/{number}/stop")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> stop(HttpRequest<Map<String, String>> request, long number) {
        found(number).end(RedeliveryRun.Progress.STOPPED);
        return HttpResponse.seeOther(page(number));
    }

    private ModelAndView<Map<String, Object>> dryRun(DeadLetterFilter filter, Frame frame, String refused) {
        var candidates = search.candidates(filter, Long.MAX_VALUE, MOST_AT_ONCE);
        return frame.show(
                "deadletter/dryrun",
                Map.of(
                        "filter",
                        filter,
                        "byGroup",
                        byGroup(candidates),
                        "count",
                        candidates.size(),
                        "upTo",
                        candidates.isEmpty() ? 0L : candidates.getLast().id(),
                        "refused",
                        refused));
    }

    private static Map<String, Long> byGroup(List<DeadLetterSearch.Candidate> candidates) {
        return candidates.stream()
                .collect(Collectors.groupingBy(DeadLetterSearch.Candidate::group, TreeMap::new, Collectors.counting()));
    }

    private HttpResponse<?> refused(DeadLetterFilter filter, Frame frame, String why) {
        return HttpResponse.badRequest(dryRun(filter, frame, why)).contentType(MediaType.TEXT_HTML_TYPE);
    }

    private static URI page(long number) {
        return URI.create("/dead-letters/redeliveries/" + number);
    }

    private RedeliveryRun found(long number) {
        return runs.find(number)
                .orElseThrow(() -> new HttpStatusException(
                        HttpStatus.NOT_FOUND, "No redelivery %d is remembered".formatted(number)));
    }
}
