package io.orderflow.micronaut.idempotency;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;

/**
 * The client's name for one request, as in the IETF draft "The Idempotency-Key HTTP Header Field": 1 to 128 visible ASCII
 * characters; quotes around it are part of it.
 *
 * <p>One header line with one value. A second line is refused even if it has the same value, and so is a comma: what a proxy
 * makes of two lines is one with a comma (RFC 9110, section 5.3), and a key that is one request for one recipient must not be
 * two for another.
 */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 128;
    private static final Problem MISSING = Problem.of(
                    HttpStatus.BAD_REQUEST, "idempotency-key-missing", "The header Idempotency-Key is required")
            .detail(
                    "Send Idempotency-Key with a value of your own, new for each request and the same for each repeat of"
                            + " it, such as a random UUID");
    private static final Problem MALFORMED = Problem.of(
            HttpStatus.BAD_REQUEST, "idempotency-key-malformed", "The header Idempotency-Key is not as it must be");
    private static final Problem ODD_CHARACTERS =
            MALFORMED.detail("Idempotency-Key takes 1 to 128 visible ASCII characters without spaces");
    private static final Problem SEVERAL =
            MALFORMED.detail("Send Idempotency-Key once, with one value and no comma in it: a key means one request");

    private IdempotencyKey() {}

    /** @throws ProblemException 400, if there is none, more than one, or one that no client may choose */
    public static String of(HttpHeaders headers) {
        var lines = headers.getAll(HEADER);
        if (lines.size() > 1) {
            throw new ProblemException(SEVERAL);
        }
        if (lines.isEmpty() || lines.getFirst().isBlank()) {
            throw new ProblemException(MISSING);
        }
        String key = lines.getFirst();
        if (key.indexOf(',') >= 0) {
            throw new ProblemException(SEVERAL);
        }
        if (key.length() > MAX_LENGTH) {
            throw new ProblemException(ODD_CHARACTERS);
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7f) {
                throw new ProblemException(ODD_CHARACTERS);
            }
        }
        return key;
    }
}
