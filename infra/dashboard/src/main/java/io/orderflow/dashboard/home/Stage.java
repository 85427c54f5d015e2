package io.orderflow.dashboard.home;

import io.orderflow.dashboard.home.HealthCheck.Light;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What flows through one service.
 *
 * @param ready whether it is, and otherwise why not
 * @param taken requests it accepts or messages it applies, per second
 * @param retried deliveries per second that come again
 * @param lag messages of its groups that are not settled
 * @param why it does not answer; empty if it does
 */
record Stage(
        Station station,
        Light ready,
        OptionalDouble taken,
        OptionalDouble retried,
        OptionalLong lag,
        long deadLetters,
        String why) {

    String service() {
        return station.service();
    }

    List<String> groups() {
        return station.groups();
    }
}
