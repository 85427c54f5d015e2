package io.orderflow.micronaut.problem;

import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.http.util.HttpHeadersUtil;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.orderflow.json.Allowed;
import io.orderflow.json.MisfitOf;
import jakarta.validation.ConstraintViolationException;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** The answer to a failed request: one place for everything that Micronaut itself throws at a bad request. */
final class ProblemOfFailure {

    /** Not public. */
    private static final String FORM_FIELD = "io.micronaut.http.server.netty.MicronautHttpData";

    private ProblemOfFailure() {}

    /** @return empty if neither the request nor an outage explains the failure */
    static Optional<Problem> of(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> Optional.of(known.problem());
            case ConstraintViolationException invalid -> Optional.of(InvalidFields.of(invalid));
            case JsonSyntaxException syntax -> Optional.of(ofUnreadableBody(syntax));
            case ConversionErrorException unreadable -> Optional.of(ofConversion(unreadable));
            case UnsatisfiedBodyRouteException missing -> Optional.of(ProblemTypes.MISSING_BODY);
            case UnsatisfiedRouteException missing -> Optional.of(missing(missing.getArgument()));
            case UnsatisfiedArgumentException missing -> Optional.of(missing(missing.getArgument()));
            case NotAllowedException method ->
                Optional.of(ofStatus(405).detail("Allowed: " + listed(method.getAllowedMethods())));
            case NotAcceptableException accept ->
                Optional.of(ofStatus(406).detail("On offer: " + listed(accept.getProduceableContentTypes())));
            case UnsupportedMediaException media ->
                Optional.of(ofStatus(415).detail("Accepted: " + listed(media.getAcceptableContentTypes())));
            case ContentLengthExceededException tooLarge -> Optional.of(ofStatus(413));
            case HttpPostRequestDecoder.ErrorDataDecoderException form -> Optional.of(ProblemTypes.MALFORMED_FORM);
            // Micronaut's way to report a form's percent-encoded bytes that are no UTF-8.
            case IllegalStateException undecodable
            when undecodable.getCause() instanceof CharacterCodingException -> Optional.of(ProblemTypes.MALFORMED_FORM);
            // Now and then, when a field's value comes in two pieces, of which the first can't be converted.
            case IllegalStateException claimed
            when isIn(claimed, FORM_FIELD) -> Optional.of(ProblemTypes.MALFORMED_FORM);
            // Micronaut fails to split Accept-Language: ,,,} instead of refusing it.
            case ArrayIndexOutOfBoundsException split
            when isIn(split, HttpHeadersUtil.class.getName()) ->
                Optional.of(ofStatus(400).detail("A header that lists what is accepted can't be read"));
            case DecoderException unreadable ->
                Optional.of(ofStatus(400).detail("The body is not what its headers say: " + unreadable.getMessage()));
            case AuthorizationException refused ->
                Optional.of(refused.isForbidden() ? ProblemTypes.FORBIDDEN : ProblemTypes.UNAUTHORIZED);
            default ->
                DatabaseAway.causes(failure)
                        ? Optional.of(ofStatus(503).detail("The database can't answer now; repeat the request"))
                        : Optional.empty();
        };
    }

    private static boolean isIn(RuntimeException failure, String type) {
        var stack = failure.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().equals(type);
    }

    private static Problem ofConversion(ConversionErrorException failure) {
        Argument<?> argument = failure.getArgument();
        return MisfitOf.failure(failure)
                .map(UnreadableBody::of)
                .orElseGet(() -> Problem.invalidField(argument.getName(), "must be " + Allowed.of(argument.getType())));
    }

    private static Problem ofUnreadableBody(Throwable failure) {
        return MisfitOf.failure(failure).map(UnreadableBody::of).orElse(ProblemTypes.MALFORMED_JSON);
    }

    private static Problem missing(Argument<?> argument) {
        return Problem.invalidField(argument.getName(), "is required");
    }

    private static Problem ofStatus(int status) {
        return ProblemTypes.ofStatus(status, "");
    }

    private static String listed(Collection<String> values) {
        return String.join(", ", new TreeSet<>(values));
    }
}
