package io.orderflow.local.launcher.process;

import io.orderflow.local.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes that outlived their launcher. Guards end them anyway within seconds; this waits for that, and finds those whose
 * guard was killed too.
 */
public record Orphans(Path recordFolder) {

    static final String SUFFIX = ".pid";

    /**
     * Ends every recorded process that is still the one that was recorded. The caller holds the folder's lock.
     *
     * @return how many were alive
     */
    public int end(Duration grace) throws IOException, InterruptedException {
        List<ProcessHandle> alive = new ArrayList<>();
        try (DirectoryStream<Path> records = Files.newDirectoryStream(recordFolder, "*" + SUFFIX)) {
            for (Path record : records) {
                ProcessId.read(record).flatMap(ProcessId::find).ifPresent(alive::add);
            }
        }
        alive.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : alive) {
            if (!ended(process, grace)) {
                process.destroyForcibly();
                if (!ended(process, grace)) {
                    throw new Refusal(
                            "Process " + process.pid() + " of an earlier start doesn't end, not even by SIGKILL:"
                                    + " end it by hand, then try again.");
                }
            }
        }
        return alive.size();
    }

    /** Waits for a process that was asked to end. */
    public static boolean ended(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
