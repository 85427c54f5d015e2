package io.orderflow.seckill.admit;

import io.micronaut.http.HttpStatus;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;

/** Requests that are wrong, as opposed to those that are refused. */
final class AdmissionProblems {

    private static final Problem QUANTITY =
            Problem.invalidField("quantity", "must be a whole number between 1 and " + PurchaseRequest.MAX_QUANTITY);
    private static final Problem NOT_FOUND = Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here")
            .detail("There is no such sale");

    private AdmissionProblems() {}

    static ProblemException quantity() {
        return new ProblemException(QUANTITY);
    }

    static ProblemException notFound() {
        return new ProblemException(NOT_FOUND);
    }
}
