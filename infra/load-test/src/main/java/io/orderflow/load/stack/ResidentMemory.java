package io.orderflow.load.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How much memory a process has resident, twice a second; Linux only. */
public final class ResidentMemory implements AutoCloseable {

    private static final long PAUSE_MILLIS = 500;

    private final Path status;
    private final List<Double> mebibytes = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private ResidentMemory(StackProcess process) {
        this.status = Path.of("/proc", Long.toString(process.pid()), "status");
    }

    public static ResidentMemory watch(StackProcess process) {
        var watch = new ResidentMemory(process);
        Thread.ofPlatform().daemon().name("memory-watch").start(watch::watch);
        return watch;
    }

    private void watch() {
        try {
            do {
                look();
            } while (!ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyLooksAnyMore) {
            Thread.currentThread().interrupt();
        } catch (IOException notLinux) {
            // Nothing is measured then.
        }
    }

    private void look() throws IOException {
        try (var lines = Files.lines(status)) {
            lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToDouble(kibibytes -> Long.parseLong(kibibytes) / 1024.0)
                    .forEach(this::add);
        }
    }

    private synchronized void add(double value) {
        mebibytes.add(value);
    }

    /** In MiB, in the order of time. */
    public synchronized List<Double> mebibytes() {
        return List.copyOf(mebibytes);
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
