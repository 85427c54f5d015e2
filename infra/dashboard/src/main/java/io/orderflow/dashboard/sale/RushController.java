package io.orderflow.dashboard.sale;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.View;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Starts a rush and shows its progress. */
@Controller("/sales/rush")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class RushController {

    private final Rushes rushes;
    private final LoadTest program;

    RushController(Rushes rushes, LoadTest program) {
        this.rushes = rushes;
        this.program = program;
    }

    @Get
    View page(Frame frame) {
        return show(frame, "sale/rush", "");
    }

    @Get("/state")
    View state(Frame frame) {
        return show(frame, "sale/rushstate", "");
    }

    @Post
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> start(Frame frame, @Body Map<String, String> fields) {
        var wrong = RushWish.wrong(fields);
        if (wrong.isPresent()) {
            var bounds = wrong.get();
            return refused(
                    frame,
                    HttpStatus.BAD_REQUEST,
                    frame.text(
                            "sale.rush-wrong",
                            frame.text("sale.rush-" + bounds.name()),
                            bounds.least(),
                            bounds.most()));
        }
        return rushes.start(frame.user(), RushWish.of(fields))
                .<HttpResponse<?>>map(why -> refused(frame, HttpStatus.CONFLICT, frame.text(why)))
                .orElseGet(() -> HttpResponse.seeOther(URI.create("/sales/rush")));
    }

    @Post("/stop")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> stop(Frame frame) {
        rushes.stop(frame.user());
        return HttpResponse.seeOther(URI.create("/sales/rush"));
    }

    /** To be kept: it is a page of its own with scripts in it, and none of those run in the console. */
    @Get("/report")
    HttpResponse<?> report() {
        Optional<Path> written = rushes.last().flatMap(Rush::report).filter(Files::isRegularFile);
        return written.<HttpResponse<?>>map(
                        file -> HttpResponse.ok(new SystemFile(file.toFile(), MediaType.TEXT_HTML_TYPE)
                                .attach(file.getFileName().toString())))
                .orElseGet(HttpResponse::notFound);
    }

    private HttpResponse<?> refused(Frame frame, HttpStatus status, String why) {
        return HttpResponse.status(status).contentType(MediaType.TEXT_HTML_TYPE).body(show(frame, "sale/rush", why));
    }

    private View show(Frame frame, String view, String refused) {
        var missing = program.find() instanceof LoadTest.Place.Missing(String why) ? why : "";
        return frame.show(view, Map.of("rush", rushes.last(), "missing", missing, "refused", refused));
    }
}
