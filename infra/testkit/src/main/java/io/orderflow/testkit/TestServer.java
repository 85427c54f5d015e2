package io.orderflow.testkit;

/**
 * One of the servers, to break and to repair. Its address stays the same, and so does its data unless documented otherwise.
 *
 * <p>Not every environment can do everything: what it can't do throws {@link UnsupportedOperationException} with the
 * reason, so that a test never passes without having done what it is about.
 */
public interface TestServer {

    String name();

    /** Ends it at once, as a crash would. Returns when it has ended. */
    void kill9();

    /** Ends it in good order. Returns when it has ended. */
    void stop();

    /** Starts it on its data where it is not running. Returns when it answers. */
    void start();

    /** Stops it for the time being without ending it: connections stay open and nothing answers. */
    void pause();

    /** Resumes a paused one. */
    void resume();

    default void restart() {
        stop();
        start();
    }
}
