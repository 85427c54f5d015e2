package io.orderflow.seckill.sale;

import io.micronaut.http.HttpStatus;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;

/** What is wrong with an operator's request, as HTTP reports it. */
final class SaleProblems {

    private static final Problem WRONG_STATE =
            Problem.of(HttpStatus.CONFLICT, "wrong-state", "The sale is not in a state for this");
    private static final Problem NOT_FOUND = Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here")
            .detail("There is no such sale");

    private SaleProblems() {}

    static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalidField(field, message));
    }

    static ProblemException unknownSku(String sku) {
        return invalid("sku", "must be a sku from order-service's GET /products; got '%s'".formatted(sku));
    }

    static ProblemException closed() {
        return wrongState("It is closed, and that is final");
    }

    static ProblemException neverOpened() {
        return wrongState("It was never opened; open it first, or close it");
    }

    static ProblemException notFound() {
        return new ProblemException(NOT_FOUND);
    }

    private static ProblemException wrongState(String detail) {
        return new ProblemException(WRONG_STATE.detail(detail));
    }
}
