package io.orderflow.messaging.publish;

/** On H2, in its regular mode. */
class FenceOnH2IT extends FenceContract {

    FenceOnH2IT() {
        super(FenceSchema.h2());
    }
}
