package io.orderflow.micronaut.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457 problem details.
 *
 * @param type {@code /problems/<slug>}: what programs switch over; it never changes its meaning
 * @param title the type in words, the same each time
 * @param status the HTTP status
 * @param detail this occurrence, for a person: what is wrong and what is allowed
 * @param instance this occurrence, for a machine; internal errors carry the id under which they are logged
 * @param members further members of the document, such as {@code errors}
 */
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @JsonAnyGetter Map<String, Object> members) {

    public static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

    public Problem {
        members = Map.copyOf(members);
    }

    /** @param slug the last part of the type, such as {@code unknown-field} */
    public static Problem of(HttpStatus status, String slug, String title) {
        return new Problem("/problems/" + slug, title, status.getCode(), null, null, Map.of());
    }

    /** One field of a request is not as it must be. */
    public static Problem invalidField(String field, String message) {
        return ProblemTypes.INVALID_FIELD.detail(field + " " + message).errors(List.of(new FieldError(field, message)));
    }

    public Problem detail(String detail) {
        return new Problem(type, title, status, detail, instance, members);
    }

    public Problem instance(String instance) {
        return new Problem(type, title, status, detail, instance, members);
    }

    public Problem errors(List<FieldError> errors) {
        return with("errors", errors);
    }

    public Problem with(String member, Object value) {
        var more = new TreeMap<>(members);
        more.put(member, value);
        return new Problem(type, title, status, detail, instance, more);
    }

    public MutableHttpResponse<Problem> response() {
        return on(HttpResponse.ok());
    }

    /** Puts this problem into a response that has its headers already. */
    MutableHttpResponse<Problem> on(MutableHttpResponse<?> response) {
        return response.status(status).body(this).contentType(MEDIA_TYPE);
    }

    /**
     * @param field as in {@code lines[0].quantity}
     * @param message what is allowed there
     */
    @Serdeable
    public record FieldError(String field, String message) {}
}
