package io.orderflow.dashboard.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Map;
import java.util.Optional;

/** Repairs a dead letter: edit, check against the event's declaration and look at the difference, then send. */
@Controller("/dead-letters/{id}/edit")
@Secured("operator")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class EditController {

    private final DeadLetters letters;
    private final EventSchemas schemas;
    private final Redeliver redeliver;

    EditController(DeadLetters letters, EventSchemas schemas, Redeliver redeliver) {
        this.letters = letters;
        this.schemas = schemas;
        this.redeliver = redeliver;
    }

    @Get
    ModelAndView<Map<String, Object>> form(Frame frame, long id) {
        var letter = found(id);
        return form(frame, letter, BodyText.of(letter.body()), "");
    }

    /** Changes nothing: shows what would be sent. */
    @Post("/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> check(HttpRequest<Map<String, String>> request, Frame frame, long id, @Nullable String body) {
        var letter = found(id);
        var edited = text(body);
        return switch (schemas.check(letter, edited.getBytes(UTF_8))) {
            case EventSchemas.Fits fits ->
                ok(frame.show(
                        "deadletter/diff",
                        Map.of(
                                "letter",
                                letter,
                                "body",
                                edited,
                                "lines",
                                BodyDiff.between(letter.body(), edited.getBytes(UTF_8)))));
            case EventSchemas.Broken(String why) -> refused(form(frame, letter, edited, why));
            case EventSchemas.Undeclared undeclared -> refused(form(frame, letter, edited, undeclared(frame, letter)));
        };
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> send(
            HttpRequest<Map<String, String>> request,
            Frame frame,
            long id,
            int seen,
            @Nullable String body,
            @Nullable String reason) {
        var edited = text(body).getBytes(UTF_8);
        var result = redeliver.redeliver(
                new RedeliveryOrder(id, seen, Optional.of(edited), frame.user(), reason == null ? "" : reason.strip()));
        return HttpResponse.seeOther(
                URI.create("/dead-letters/" + id + "?did=" + result.text().substring("deadletter.result-".length())));
    }

    private ModelAndView<Map<String, Object>> form(Frame frame, DeadLetter letter, String body, String refused) {
        var why = refused.isEmpty() && !schemas.knows(letter) ? undeclared(frame, letter) : refused;
        return frame.show("deadletter/edit", Map.of("letter", letter, "body", body, "refused", why));
    }

    private static String undeclared(Frame frame, DeadLetter letter) {
        return frame.text("deadletter.undeclared", letter.topic(), letter.tag());
    }

    /** Browsers send CRLF for the line ends that were written. */
    private static String text(@Nullable String body) {
        return body == null ? "" : body.replace("\r\n", "\n");
    }

    private static HttpResponse<?> ok(Object body) {
        return HttpResponse.ok(body).contentType(MediaType.TEXT_HTML_TYPE);
    }

    private static HttpResponse<?> refused(Object body) {
        return HttpResponse.badRequest(body).contentType(MediaType.TEXT_HTML_TYPE);
    }

    private DeadLetter found(long id) {
        return letters.find(id)
                .filter(letter -> letter.state().actionable())
                .orElseThrow(() -> new HttpStatusException(
                        HttpStatus.NOT_FOUND, "Dead letter %d can't be repaired".formatted(id)));
    }
}
