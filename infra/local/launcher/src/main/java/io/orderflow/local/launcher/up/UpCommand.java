package io.orderflow.local.launcher.up;

import io.orderflow.local.issuer.TokenIssuer;
import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.data.FolderLock;
import io.orderflow.local.launcher.data.Secrets;
import io.orderflow.local.launcher.process.Orphans;
import io.orderflow.local.launcher.process.ProcessId;
import io.orderflow.local.launcher.process.RestartPolicy;
import io.orderflow.local.launcher.process.Stack;
import io.orderflow.local.launcher.token.LocalTokens;
import io.orderflow.local.servers.DiskSpace;
import io.orderflow.local.servers.Server;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "infra/up",
        description = "Starts MySQL, Redis, RocketMQ and the services on this machine, each a process of its own.",
        footer = {
            "",
            "The script builds first where that is needed; with --no-build it runs what has been built.",
            "Ctrl-C or infra/down stops everything."
        })
public final class UpCommand implements Callable<Integer> {

    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);
    /** The highest port at offset 0 is 29876. */
    private static final int HIGHEST_OFFSET = 35_000;

    private static final String EVERY = "every";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Empty the data folder first.")
    private boolean fresh;

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to every port, so that two stacks fit.")
    private int offset;

    @Option(
            names = "--no-restart",
            arity = "0..1",
            split = ",",
            paramLabel = "NAME",
            fallbackValue = EVERY,
            description = "Leave a process that dies dead; with --no-restart=NAME,NAME only those.")
    private List<String> notRestarted = List.of();

    private final Steps steps = Steps.toConsole();

    /** Lives as long as this process. */
    private @Nullable TokenIssuer issuer;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (offset < 0 || offset > HIGHEST_OFFSET) {
            throw new Refusal("--port-offset takes a number from 0 to " + HIGHEST_OFFSET + ".");
        }
        DataFolder folder = data.open();
        FolderLock.requireNoHolder(folder);
        if (detach) {
            return new DetachedStart(folder)
                    .run(spec.commandLine().getParseResult().originalArgs());
        }
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.sign(ProcessId.of(ProcessHandle.current()));
            clean(folder);
            LocalStack local = new LocalStack(DataOption.root(), folder, Secrets.of(folder), offset, Purpose.SERVE);
            Stack stack = check(local, folder);
            if (!StartCache.areCurrent(DataOption.root())) {
                steps.text("  Start caches are missing or old: infra/train makes the next starts quick.");
            }
            issuer = new LocalTokens(Secrets.of(folder), Clock.systemUTC()).startIssuer(local.issuerPort());
            return new Session(stack, folder, steps).run(new Welcome(local, data.unusual()));
        }
    }

    private void clean(DataFolder folder) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int orphans = new Orphans(folder.run()).end(ORPHAN_PATIENCE);
        if (orphans > 0) {
            steps.done("orphans", "ended: " + orphans, Duration.ofNanos(System.nanoTime() - begun));
        }
        if (fresh) {
            folder.empty();
        }
        folder.rotateLogs();
    }

    /** What can be refused is refused here, before anything is started. */
    private Stack check(LocalStack local, DataFolder folder) throws IOException {
        long begun = System.nanoTime();
        List<Server> servers = local.servers();
        List<LocalService> services = local.services();
        Set<String> unknown = new HashSet<>(notRestarted);
        Stream.concat(servers.stream(), services.stream()).map(Server::name).forEach(unknown::remove);
        unknown.remove(EVERY);
        if (!unknown.isEmpty()) {
            throw new Refusal("--no-restart names no process of the stack: " + String.join(", ", unknown) + ".");
        }
        Ports.requireFree(
                Stream.<Server>concat(servers.stream(), services.stream()).toList());
        Ports.requireFree("the token issuer", local.issuerPort());
        Optional<String> noRoom = DiskSpace.problem(folder.path());
        if (noRoom.isPresent()) {
            throw new Refusal(noRoom.get());
        }
        steps.done("checked", "folder, ports, disk", Duration.ofNanos(System.nanoTime() - begun));
        return local.supervised(folder, this::policy, steps);
    }

    private RestartPolicy policy(String process) {
        return notRestarted.contains(EVERY) || notRestarted.contains(process)
                ? RestartPolicy.NEVER
                : RestartPolicy.USUAL;
    }
}
