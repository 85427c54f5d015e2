package io.orderflow.dashboard.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of a service's two switches. */
enum Side {
    /** Its deliveries fail or are slow. */
    CONSUMING("fail", "slow"),
    /** Its publications lose their commit. */
    PUBLISHING("lose-commit", "kill-after-commit");

    private final List<String> modes;

    Side(String... modes) {
        this.modes = List.of(modes);
    }

    boolean knows(String mode) {
        return mode.equals(FaultSetting.OFF) || modes.contains(mode);
    }

    /** As in paths. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Side> named(String word) {
        return Arrays.stream(values()).filter(side -> side.word().equals(word)).findFirst();
    }
}
