package io.orderflow.dashboard.home;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The whole flow at one moment.
 *
 * @param asked purchases per second that the gateway was asked for
 * @param published order events per second
 * @param half messages that wait for their transaction's end
 * @param queued tickets that RocketMQ does not have yet
 * @param relayed tickets per second from Redis to RocketMQ
 */
record Flow(
        List<Stage> stages,
        OptionalDouble asked,
        OptionalDouble published,
        OptionalLong half,
        OptionalLong queued,
        OptionalDouble relayed) {

    Flow {
        stages = List.copyOf(stages);
    }

    Stage stage(Station station) {
        return stages.stream()
                .filter(stage -> stage.station() == station)
                .findFirst()
                .orElseThrow();
    }
}
