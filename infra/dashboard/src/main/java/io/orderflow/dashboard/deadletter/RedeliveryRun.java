package io.orderflow.dashboard.deadletter;

import java.util.ArrayList;
import java.util.List;

/** Many dead letters that are sent again, one after the other. Lives as long as the process. */
final class RedeliveryRun {

    /** @param result what came of it */
    record Line(long id, String group, String key, RedeliveryResult result) {}

    enum Progress {
        RUNNING,
        FINISHED,
        /** By an operator, or because the application ended. */
        STOPPED,
        /** Something failed that is not about one message; the log has the failure. */
        BROKEN;

        String text() {
            return switch (this) {
                case RUNNING -> "deadletter.run-running";
                case FINISHED -> "deadletter.run-finished";
                case STOPPED -> "deadletter.run-stopped";
                case BROKEN -> "deadletter.run-broken";
            };
        }
    }

    private final long number;
    private final int total;
    private final int perSecond;
    private final List<Line> lines = new ArrayList<>();
    private Progress progress = Progress.RUNNING;

    RedeliveryRun(long number, int total, int perSecond) {
        this.number = number;
        this.total = total;
        this.perSecond = perSecond;
    }

    long number() {
        return number;
    }

    int total() {
        return total;
    }

    int perSecond() {
        return perSecond;
    }

    /** As open pages know it. */
    String subject() {
        return "redelivery:" + number;
    }

    /** What an operator sees at one moment; the latest lines first. */
    record Snapshot(Progress progress, int done, int sent, List<Line> lines) {

        Snapshot {
            lines = List.copyOf(lines);
        }
    }

    synchronized Snapshot now() {
        int sent = (int) lines.stream().filter(line -> line.result().ok()).count();
        return new Snapshot(progress, lines.size(), sent, lines.reversed());
    }

    synchronized void add(Line line) {
        lines.add(line);
    }

    synchronized boolean running() {
        return progress == Progress.RUNNING;
    }

    /** The first word counts. */
    synchronized void end(Progress how) {
        if (progress == Progress.RUNNING) {
            progress = how;
        }
    }
}
