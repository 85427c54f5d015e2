package io.orderflow.load.stack;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Processes that are paused (SIGSTOP) until this is closed, also when the load is ended by a signal. Only SIGKILL of the load
 * leaves them paused; {@code kill -CONT} wakes them.
 */
public final class PausedProcesses implements AutoCloseable {

    private final Deque<StackProcess> paused = new ArrayDeque<>();
    private final Thread hook = new Thread(this::resumeAtExit, "resume");

    private PausedProcesses() {}

    public static PausedProcesses pause(List<StackProcess> processes) throws IOException {
        var pause = new PausedProcesses();
        Runtime.getRuntime().addShutdownHook(pause.hook);
        try {
            for (var process : processes) {
                pause.paused.push(process);
                process.signal("STOP");
            }
            return pause;
        } catch (IOException failure) {
            pause.close();
            throw failure;
        }
    }

    /** The paused processes, for a person. */
    public synchronized String names() {
        return paused.stream().map(StackProcess::name).collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        resume();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void resume() throws IOException {
        while (!paused.isEmpty()) {
            paused.peek().signal("CONT");
            paused.pop();
        }
    }

    private void resumeAtExit() {
        try {
            resume();
        } catch (IOException failure) {
            System.err.println("Still paused: " + paused + " (" + failure + "); kill -CONT wakes them.");
        }
    }
}
