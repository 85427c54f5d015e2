package io.orderflow.seckill.admit;

import io.micronaut.http.HttpStatus;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;

/** Requests that are wrong, as opposed to those that are refused. */
final class AdmissionProblems {

    private static final Problem KEY_MISSING = Problem.of(
                    HttpStatus.BAD_REQUEST, "idempotency-key-missing", "The header Idempotency-Key is required")
            .detail("Send Idempotency-Key with a value of your own, new for each purchase and the same for each repeat,"
                    + " such as a random UUID");
    private static final Problem KEY_MALFORMED = Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency-key-malformed",
                    "The header Idempotency-Key is not as it must be")
            .detail("Idempotency-Key takes 1 to 128 visible ASCII characters without spaces");
    private static final Problem QUANTITY =
            Problem.invalidField("quantity", "must be a whole number between 1 and " + PurchaseRequest.MAX_QUANTITY);
    private static final Problem NOT_FOUND = Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here")
            .detail("There is no such sale");

    private AdmissionProblems() {}

    static ProblemException keyMissing() {
        return new ProblemException(KEY_MISSING);
    }

    static ProblemException keyMalformed() {
        return new ProblemException(KEY_MALFORMED);
    }

    static ProblemException quantity() {
        return new ProblemException(QUANTITY);
    }

    static ProblemException notFound() {
        return new ProblemException(NOT_FOUND);
    }
}
