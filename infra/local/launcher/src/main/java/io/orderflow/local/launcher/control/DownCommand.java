package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.process.Orphans;
import io.orderflow.local.launcher.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks by SIGTERM rather than through the socket: that works while the launcher is still starting up, too. */
@Command(
        name = "infra/down",
        description = "Stops the local stack: services first, then the servers. Exit code 0 also when none runs.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder folder = data.look();
        Optional<ProcessHandle> launcher = folder.holder().flatMap(ProcessId::find);
        if (launcher.isPresent()) {
            stop(launcher.get());
            System.out.println("Stopped.");
            return 0;
        }
        int orphans = Files.isDirectory(folder.run()) ? new Orphans(folder.run()).end(ORPHAN_PATIENCE) : 0;
        System.out.println(
                orphans == 0
                        ? "No stack runs on " + folder.path() + "."
                        : "Stopped " + orphans + " processes that a killed launcher had left behind.");
        return 0;
    }

    private static void stop(ProcessHandle launcher) throws InterruptedException {
        launcher.destroy();
        if (!Orphans.ended(launcher, PATIENCE)) {
            throw new Refusal("Process " + launcher.pid() + " has not ended within " + PATIENCE.toSeconds()
                    + " s; kill -9 " + launcher.pid() + " ends it and its children.");
        }
    }
}
