package io.orderflow.messaging.publish;

/** On MySQL. */
class FenceIT extends FenceContract {

    FenceIT() {
        super(FenceSchema.mysql());
    }
}
