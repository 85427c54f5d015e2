package io.orderflow.load.stack;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.time.Duration;

/** One process of the stack, as {@code infra/status --json} shows it. */
public record StackProcess(String name, long pid, int port, String state) {

    /** Since its start, in user and in kernel mode. */
    public Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new Refusal(name + " (process " + pid + ") does not run any more."));
    }

    void signal(String signal) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("kill -%s %d (%s) failed".formatted(signal, pid, name));
        }
    }
}
