package io.orderflow.messaging.publish;

/** On PostgreSQL. */
class FenceOnPostgresIT extends FenceContract {

    FenceOnPostgresIT() {
        super(FenceSchema.postgres());
    }
}
