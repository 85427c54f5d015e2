package io.orderflow.local.launcher.console;

import org.jspecify.annotations.Nullable;

/** Something a person has to change before this can work. The message is one sentence with what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence);
    }

    public Refusal(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
