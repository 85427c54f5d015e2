package io.orderflow.local.launcher.process;

import java.util.Locale;

/** A process's state, as {@code infra/status} prints it. */
public enum State {
    STARTING,
    RUNNING,
    /** It died and is about to be started again, or is on its way. */
    RESTARTING,
    /** Stopped on request, given up after dying again and again, or not to be restarted. */
    STOPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
