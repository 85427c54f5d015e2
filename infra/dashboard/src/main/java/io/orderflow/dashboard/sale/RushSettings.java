package io.orderflow.dashboard.sale;

import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the load test is, and which stack it is to rush at. Set by the launcher of the local stack, and nowhere else.
 *
 * @param root folder of the sources; empty where rushes can't be started
 * @param data folder of the running stack
 */
@ConfigurationProperties("rush")
record RushSettings(
        @Bindable(defaultValue = "") String root,
        @Bindable(defaultValue = "") String data,
        @Bindable(defaultValue = "0") int portOffset) {

    @ConfigurationInject
    RushSettings {}
}
