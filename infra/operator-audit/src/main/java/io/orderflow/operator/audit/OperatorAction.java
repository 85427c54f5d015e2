package io.orderflow.operator.audit;

/**
 * A row of {@code operator_action}.
 *
 * @param requestId the same in all rows of one request
 * @param traceId of the caller's trace; empty where there is none
 * @param actor the subject of the token
 * @param action as {@code PUT /faults}: the method and the route
 * @param subject the path itself
 * @param reason what was sent, or why, in the operator's words
 * @param result {@code begun} before anything is done; then what came of it
 */
public record OperatorAction(
        String requestId, String traceId, String actor, String action, String subject, String reason, String result) {

    static final String BEGUN = "begun";

    OperatorAction ended(String with) {
        return new OperatorAction(requestId, traceId, actor, action, subject, reason, with);
    }
}
