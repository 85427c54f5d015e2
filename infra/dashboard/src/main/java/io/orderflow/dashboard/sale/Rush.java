package io.orderflow.dashboard.sale;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run of the load test as a process of its own, with the last lines that it printed. */
final class Rush {

    private static final int LINES = 300;
    private static final Pattern OPEN = Pattern.compile("sale (\\d{1,7}) is open.*");
    private static final Pattern REPORT = Pattern.compile("report\\s+(\\S.*\\.html)");

    private final String wish;
    private final String operator;
    private final Instant begun;
    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();
    private @Nullable String sale;
    private @Nullable Path report;

    private Rush(String wish, String operator, Instant begun, Process process) {
        this.wish = wish;
        this.operator = operator;
        this.begun = begun;
        this.process = process;
    }

    /** @param news run after each line, and after the end */
    static Rush start(ProcessBuilder program, String wish, String operator, Instant now, Runnable news)
            throws IOException {
        var rush = new Rush(wish, operator, now, program.start());
        Thread.ofVirtual().name("rush").start(() -> rush.listen(news));
        return rush;
    }

    String wish() {
        return wish;
    }

    String operator() {
        return operator;
    }

    Instant begun() {
        return begun;
    }

    boolean running() {
        return process.isAlive();
    }

    /** @return 0 if every check of its certificate holds; empty while it runs */
    Optional<Integer> exitCode() {
        return running() ? Optional.empty() : Optional.of(process.exitValue());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The sale that it made for itself. */
    synchronized Optional<String> sale() {
        return Optional.ofNullable(sale);
    }

    synchronized Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    /** It closes its sale and ends. */
    void stop() {
        // Unlike the process's own method, this leaves its output open: its last words count.
        process.toHandle().destroy();
    }

    /** As {@link #stop}, and does not wait for long. */
    void end(Duration patience) throws InterruptedException {
        stop();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }

    private void listen(Runnable news) {
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                heard(line);
                news.run();
            }
        } catch (IOException broken) {
            heard("Its output can't be read any more: " + broken.getMessage());
        }
        process.onExit().thenRun(news);
    }

    private synchronized void heard(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
        var open = OPEN.matcher(line);
        if (open.matches()) {
            sale = open.group(1);
        }
        var written = REPORT.matcher(line);
        if (written.matches()) {
            report = Path.of(written.group(1));
        }
    }
}
