package io.orderflow.load.stack;

import java.io.IOException;

/** One process of the stack, as {@code infra/status --json} shows it. */
public record StackProcess(String name, long pid, int port, String state) {

    void signal(String signal) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("kill -%s %d (%s) failed".formatted(signal, pid, name));
        }
    }
}
