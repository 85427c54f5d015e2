package io.orderflow.operator.audit;

import io.micronaut.http.context.ServerRequestContext;

/** The request that is being answered, as far as it is written down. */
public final class RecordedRequest {

    static final String BEGUN = RecordedRequest.class.getName();

    private RecordedRequest() {}

    /** @return what all its rows have in common; empty outside a request that is written down */
    public static String id() {
        return ServerRequestContext.currentRequest()
                .flatMap(request -> request.getAttribute(BEGUN, OperatorAction.class))
                .map(OperatorAction::requestId)
                .orElse("");
    }
}
