package io.orderflow.load.bare;

import io.micronaut.runtime.Micronaut;

/** Started with the gateway's own JVM flags, so that nothing but the code is different. */
public final class BareEndpoint {

    private BareEndpoint() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(BareEndpoint.class).banner(false).start();
    }
}
