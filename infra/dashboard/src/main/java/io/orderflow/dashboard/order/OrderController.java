package io.orderflow.dashboard.order;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.journal.MessageJournal;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.Source;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** {@code /orders}: finds an order, and shows its path. */
@Controller("/orders")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class OrderController {

    private static final int LATEST = 25;

    private final OrderPath path;
    private final Search search;
    private final MessageJournal journal;

    OrderController(OrderPath path, Search search, MessageJournal journal) {
        this.path = path;
        this.search = search;
        this.journal = journal;
    }

    /** One hit is shown at once; several are listed. Without anything to look for: the latest. */
    @Get
    HttpResponse<?> search(Frame frame, @QueryValue(defaultValue = "") String q) {
        var text = q.strip();
        if (text.isEmpty()) {
            return HttpResponse.ok(frame.show("order/latest", Map.of("latest", latest())));
        }
        var found = search.find(text);
        return found.onlyOne()
                .<HttpResponse<?>>map(key -> HttpResponse.seeOther(URI.create(OrderLink.to(key))))
                .orElseGet(() -> HttpResponse.ok(frame.show("order/found", Map.of("q", text, "found", found))));
    }

    /** What the open page fetches again. */
    @Get("/latest")
    HttpResponse<?> latest(Frame frame) {
        return HttpResponse.ok(frame.show("order/latestlist", Map.of("latest", latest())));
    }

    @Get("/{id}")
    HttpResponse<?> order(Frame frame, String id) {
        var history = path.of(id);
        return HttpResponse.status(history.isUnknown() ? HttpStatus.NOT_FOUND : HttpStatus.OK)
                .contentType(MediaType.TEXT_HTML_TYPE)
                .body(frame.show("order/page", Map.of("history", history)));
    }

    /** What the open page fetches again. */
    @Get("/{id}/path")
    HttpResponse<?> path(Frame frame, String id) {
        return HttpResponse.ok(frame.show("order/path", Map.of("history", path.of(id))));
    }

    private Source<List<String>> latest() {
        return Source.of("journal", () -> journal.latest("order-events", LATEST));
    }
}
