package io.orderflow.local.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A pid alone may belong to another process by now; together with the start time it names one process for good. */
public record ProcessId(long pid, Instant start) {

    /** The system derives start times from its wall clock, which may be adjusted a little in between. */
    private static final Duration CLOCK_ADJUSTMENT = Duration.ofSeconds(2);

    /** A process that has ended already gets a start time that fits none. */
    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** What {@link #text} wrote; empty where there is no such file, or nothing whole in it. */
    public static Optional<ProcessId> read(Path file) {
        try {
            return Files.exists(file) ? parse(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<ProcessId> parse(String text) {
        String[] parts = text.strip().split(" ");
        if (parts.length != 2 || !parts[0].matches("\\d{1,18}") || !parts[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessId(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))));
    }

    public String text() {
        return pid + " " + start.toEpochMilli() + "\n";
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(other -> Duration.between(start, other).abs().compareTo(CLOCK_ADJUSTMENT) <= 0)
                .orElse(false);
    }
}
