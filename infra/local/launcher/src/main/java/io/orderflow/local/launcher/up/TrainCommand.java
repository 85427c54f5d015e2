package io.orderflow.local.launcher.up;

import io.orderflow.local.issuer.TokenIssuer;
import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.launcher.control.ControlServer;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.data.FolderLock;
import io.orderflow.local.launcher.data.Secrets;
import io.orderflow.local.launcher.process.Orphans;
import io.orderflow.local.launcher.process.ProcessId;
import io.orderflow.local.launcher.process.RestartPolicy;
import io.orderflow.local.launcher.process.Stack;
import io.orderflow.local.launcher.token.LocalTokens;
import io.orderflow.local.servers.ChildProcess;
import io.orderflow.local.servers.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A training run: the whole stack on a data folder of its own, real orders and a small flash sale, and then a start cache for
 * each service and the broker. The launcher's own is made by the script, when this has ended.
 */
@Command(
        name = "infra/train",
        description = {
            "Runs the stack once on data of its own, with real orders and a flash sale, and keeps what makes its next starts",
            "quick: a start cache beside each jar of the stack. Worth it once after a build; without one, a start is only slower."
        },
        footer = {
            "",
            "The script does nothing where every start cache is newer than its jar; with --again it trains all the same."
        })
public final class TrainCommand implements Callable<Integer> {

    private static final int OFFSET = 2_800;
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);
    private static final Duration WRITING_PATIENCE = Duration.ofMinutes(3);

    @Mixin
    private HelpOption help = new HelpOption();

    private final Path root = DataOption.root();
    private final Steps steps = Steps.toConsole();

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder folder = DataFolder.open(root.resolve("infra/local/launcher/target/training"));
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.sign(ProcessId.of(ProcessHandle.current()));
            new Orphans(folder.run()).end(ORPHAN_PATIENCE);
            folder.empty();
            Secrets secrets = Secrets.of(folder);
            LocalStack local = new LocalStack(root, folder, secrets, OFFSET, Purpose.TRAIN);
            Ports.requireFree(Stream.<Server>concat(local.servers().stream(), local.services().stream())
                    .toList());
            Ports.requireFree("the token issuer", local.issuerPort());
            for (Trained trained : local.trained()) {
                trained.cache().clean();
            }
            try (TokenIssuer _ = new LocalTokens(secrets, Clock.systemUTC()).startIssuer(local.issuerPort())) {
                run(local, local.supervised(folder, process -> RestartPolicy.NEVER, steps), folder);
            }
            for (Trained trained : local.trained()) {
                make(trained, folder);
            }
            folder.empty();
        }
        return 0;
    }

    private void run(LocalStack local, Stack stack, DataFolder folder) throws IOException, InterruptedException {
        Thread stop = new Thread(() -> stop(stack), "stop the training run");
        Runtime.getRuntime().addShutdownHook(stop);
        try (ControlServer control = ControlServer.open(folder, stack, steps)) {
            control.start();
            stack.start();
            load(folder, "orders", "--warm-up", "0", "--seconds", "15", "--concurrency", "16");
            load(
                    folder,
                    "sale",
                    "--rate",
                    "200",
                    "--ramp",
                    "2",
                    "--duration",
                    "8",
                    "--units",
                    "1200",
                    "--customers",
                    "1000");
            end(stack, local.services().stream().map(LocalService::name).toList());
            end(stack, local.trained().stream().map(Trained::process).toList());
        } finally {
            stop(stack);
        }
        Runtime.getRuntime().removeShutdownHook(stop);
    }

    /** A JVM writes its recording when it ends, which takes longer than an ordinary stop. */
    private void end(Stack stack, List<String> names) throws InterruptedException {
        long begun = System.nanoTime();
        List<ProcessHandle> processes = names.stream()
                .flatMap(name -> stack.find(name).stream())
                .flatMap(process -> process.status().pid().stream())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
        processes.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : processes) {
            Orphans.ended(process, WRITING_PATIENCE);
        }
        steps.done("training", "recorded", Duration.ofNanos(System.nanoTime() - begun));
    }

    /** One after the other: each takes some hundred MB. */
    private void make(Trained trained, DataFolder folder) throws IOException {
        long begun = System.nanoTime();
        StartCache cache = trained.cache();
        Path log = folder.log("training");
        ChildProcess maker = ChildProcess.start(trained.maker(), log);
        if (maker.exit().join() != 0 || !cache.keep()) {
            throw new Refusal("There is no start cache for %s. The end of %s:%n%s"
                    .formatted(
                            trained.process(), log, maker.logTail(15).indent(4).stripTrailing()));
        }
        cache.clean();
        steps.done(trained.process(), "start cache", Duration.ofNanos(System.nanoTime() - begun));
    }

    /** By SIGKILL: the data is thrown away, and a JVM that is asked to end would write its recording first. */
    private static void stop(Stack stack) {
        stack.status().stream()
                .flatMap(process -> process.pid().stream())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
        try {
            stack.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A load that fails, on a machine that is too busy for it, leaves less to learn from and does no other harm. */
    private void load(DataFolder folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorderflow.root=" + root,
                "-jar",
                BuiltJar.of(root, "infra/load-test").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.path().toString(), "--port-offset", Integer.toString(OFFSET)));
        Path log = folder.log("training");
        long begun = System.nanoTime();
        int code = ChildProcess.start(new ProcessBuilder(command), log).exit().join();
        steps.done(
                "training",
                arguments[0] + (code == 0 ? "" : " ended with exit code " + code),
                Duration.ofNanos(System.nanoTime() - begun));
    }
}
