package io.orderflow.testkit;

/** The chosen servers are not there. The message is one sentence with what to do. */
public final class TestEnvironmentException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TestEnvironmentException(String sentence) {
        super(sentence);
    }

    TestEnvironmentException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
