package io.orderflow.load.stack;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a whole stack takes of the machine, its launcher included; Linux only. */
public final class Footprint {

    private static final double BYTES_PER_KIBIBYTE = 1024;

    private final List<ProcessHandle> processes = new ArrayList<>();

    private Footprint() {}

    /** Of the processes as they are now: one that is started again later is not seen. */
    public static Footprint of(LocalStack stack) throws IOException {
        var footprint = new Footprint();
        var pids = Stream.concat(
                stack.processes().stream().map(StackProcess::pid),
                Stream.of(launcher(stack.data().resolve("lock"))));
        pids.forEach(pid -> footprint.processes.add(ProcessHandle.of(pid)
                .orElseThrow(() -> new Refusal("Process " + pid + " of the stack does not run any more."))));
        return footprint;
    }

    /** @param lock begins with the pid of the launcher that holds it */
    private static long launcher(Path lock) throws IOException {
        return Long.parseLong(Files.readString(lock).strip().split("\\D+")[0]);
    }

    /** Resident, in bytes; pages that processes share count for each. */
    public double memory() throws IOException {
        double bytes = 0;
        for (var process : processes) {
            bytes += resident(Path.of("/proc", Long.toString(process.pid()), "status"));
        }
        return bytes;
    }

    private static double resident(Path status) throws IOException {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * BYTES_PER_KIBIBYTE;
        }
    }

    /** Processor time that all of them have taken so far. */
    public Duration processorTime() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
