package io.orderflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** POSIX signals that Java can't send by itself. */
final class Signals {

    private Signals() {}

    /** @param signal its name without {@code SIG} */
    static void send(String signal, long pid) {
        try {
            // The shell's own kill: the program of that name is not on every machine.
            int status = new ProcessBuilder("/bin/sh", "-c", "kill -s %s %d".formatted(signal, pid))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (status != 0) {
                throw new IllegalStateException("Process %d could not be sent SIG%s".formatted(pid, signal));
            }
        } catch (IOException noShell) {
            throw new UncheckedIOException(noShell);
        }
    }
}
