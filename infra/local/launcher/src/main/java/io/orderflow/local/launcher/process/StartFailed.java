package io.orderflow.local.launcher.process;

import org.jspecify.annotations.Nullable;

/** A process did not become ready. The message has the cause and ends with the last lines of its log. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
