package io.orderflow.dashboard.fault;

import java.util.Optional;

/** What is known of one service's switches. */
sealed interface ServiceSwitch {

    String service();

    /** @param publishing empty where the service publishes nothing in a transaction */
    record Present(String service, FaultSetting consuming, Optional<FaultSetting> publishing) implements ServiceSwitch {

        boolean on() {
            return consuming.on() || publishing.filter(FaultSetting::on).isPresent();
        }
    }

    /** It runs outside the local profile. */
    record Absent(String service) implements ServiceSwitch {}

    /** It does not answer, so whether a fault is on is not known. */
    record Silent(String service, String why) implements ServiceSwitch {}
}
