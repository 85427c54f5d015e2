package io.orderflow.load;

import org.jspecify.annotations.Nullable;

/** Something a person has to change before a load can run. The message is one sentence with what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence);
    }

    public Refusal(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
