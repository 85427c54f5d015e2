package io.orderflow.load;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is still done when Ctrl-C (or a TERM) ends a load: the last first. Only SIGKILL leaves it undone.
 */
public final class Interruption implements AutoCloseable {

    /** Something to put in order; it may fail, the others come nevertheless. */
    public interface Tidying {
        void tidy() throws Exception;
    }

    private final Deque<Tidying> tidyings = new ArrayDeque<>();
    private final Thread hook = new Thread(this::tidy, "interrupted");

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public synchronized void then(Tidying tidying) {
        tidyings.push(tidying);
    }

    private synchronized void tidy() {
        while (!tidyings.isEmpty()) {
            try {
                tidyings.pop().tidy();
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
            // The hook is at it.
        }
    }
}
