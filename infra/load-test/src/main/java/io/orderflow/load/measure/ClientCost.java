package io.orderflow.load.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the load itself takes: it runs on the machine that it measures. A comparison that runs in the load's own process, as the
 * floor does, is part of it.
 *
 * @param micros of processor time for a request
 * @param share of all processor time that the machine spent meanwhile, 0 to 1; not a number where that can't be measured
 */
public record ClientCost(double micros, double share) {

    public static final ClientCost UNKNOWN = new ClientCost(Double.NaN, Double.NaN);

    private static final double NANOS_PER_TICK = 1e7;
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    /** Guests' time is part of the user's. */
    private static final int GUEST = 9;

    /** A stretch of load that has begun. */
    public static final class Begun {

        private final long process = processNanos();
        private final double machine = machineNanos();

        private Begun() {}

        public ClientCost over(long requests) {
            double taken = processNanos() - process;
            double busy = machineNanos() - machine;
            return new ClientCost(
                    taken / 1e3 / Math.max(1, requests), busy > 0 ? Math.min(1, taken / busy) : Double.NaN);
        }
    }

    public static Begun begin() {
        return new Begun();
    }

    private static long processNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double machineNanos() {
        try (Stream<String> lines = Files.lines(STAT)) {
            return lines.findFirst().map(ClientCost::busyTicks).orElse(Double.NaN) * NANOS_PER_TICK;
        } catch (IOException notLinux) {
            return Double.NaN;
        }
    }

    /** @param line the first of {@code /proc/stat}: "cpu", then ticks in user, nice, system, idle, iowait … */
    static double busyTicks(String line) {
        String[] fields = line.trim().split("\\s+");
        double busy = 0;
        for (int field = 1; field < Math.min(fields.length, GUEST); field++) {
            if (field != IDLE && field != WAITING) {
                busy += Double.parseDouble(fields[field]);
            }
        }
        return busy;
    }

    @Override
    public String toString() {
        String each = String.format(Locale.ROOT, "%.0f µs of CPU per request", micros);
        return Double.isNaN(share)
                ? each
                : each + String.format(Locale.ROOT, ", %.0f %% of all processor time", 100 * share);
    }
}
