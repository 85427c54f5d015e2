package io.orderflow.load.stack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time that processes have taken since this was begun, by name. More meaningful than a rate on a machine that others
 * use, too.
 */
public final class ProcessorTime {

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private final Map<String, Duration> before = new TreeMap<>();

    /** @param processes those that have ended, or belong to another user, are left out */
    public static ProcessorTime of(Map<String, ProcessHandle> processes) {
        var time = new ProcessorTime();
        processes.forEach((name, process) -> process.info().totalCpuDuration().ifPresent(taken -> {
            time.processes.put(name, process);
            time.before.put(name, taken);
        }));
        return time;
    }

    private ProcessorTime() {}

    /** Microseconds for each of {@code events}. */
    public Map<String, Double> microsPer(long events) {
        var micros = new LinkedHashMap<String, Double>();
        processes.forEach((name, process) -> process.info()
                .totalCpuDuration()
                .ifPresent(taken ->
                        micros.put(name, taken.minus(before.get(name)).toNanos() / 1e3 / Math.max(1, events))));
        return micros;
    }
}
