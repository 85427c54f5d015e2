package io.orderflow.json;

import io.micronaut.serde.exceptions.SerdeException;

/** Carries a {@link Misfit} through deserializers. */
final class MisfitException extends SerdeException {

    private static final long serialVersionUID = 1L;

    private final transient Misfit misfit;

    MisfitException(Misfit misfit) {
        super(misfit.text());
        this.misfit = misfit;
    }

    Misfit misfit() {
        return misfit;
    }
}
