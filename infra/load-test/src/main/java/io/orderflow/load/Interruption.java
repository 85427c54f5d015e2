package io.orderflow.load;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is still done when Ctrl-C (or a TERM) ends a load: the last first. Only SIGKILL leaves it undone.
 */
public final class Interruption implements AutoCloseable {

    /** Something to put in order; it may fail, the others come nevertheless. */
    public interface CleanupHook {
        void cleanUp() throws Exception;
    }

    private final Deque<CleanupHook> cleanups = new ArrayDeque<>();
    private final Thread hook = new Thread(this::cleanUp, "interrupted");

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public synchronized void then(CleanupHook cleanup) {
        cleanups.push(cleanup);
    }

    private synchronized void cleanUp() {
        while (!cleanups.isEmpty()) {
            try {
                cleanups.pop().cleanUp();
            } catch (Exception failure) {
                System.err.println("While ending: " + failure);
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // The hook is already running.
        }
    }
}
