package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.data.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the same command once more, out of reach of this terminal, and shows its output until it is ready or has failed. */
final class DetachedStart {

    private static final String DETACH = "--detach";
    private static final long POLL_MILLIS = 100;

    private final DataFolder folder;
    private final ReadySign sign;

    DetachedStart(DataFolder folder) {
        this.folder = folder;
        this.sign = ReadySign.of(folder);
    }

    /** @return 0 when the stack is ready, else what the launcher ended with */
    int run(List<String> arguments) throws IOException, InterruptedException {
        Path log = folder.launcherLog();
        Files.deleteIfExists(log);
        Process launcher = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        AtomicBoolean left = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> endUnless(left, launcher), "end a start that was given up"));
        try (InputStream news = Files.newInputStream(log)) {
            while (!sign.isRaisedBy(launcher.pid())) {
                news.transferTo(System.out);
                if (launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.transferTo(System.out);
                    System.err.println("The stack did not start; what it said is in " + log + ".");
                    return Math.max(1, launcher.exitValue());
                }
            }
            left.set(true);
            news.transferTo(System.out);
        }
        System.out.println(
                "It runs in the background: infra/status shows it, infra/down stops it; its news go to " + log + ".");
        return 0;
    }

    /** In a session of its own where the system has setsid; elsewhere nohup at least survives the terminal. */
    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "if command -v setsid >/dev/null; then exec setsid nohup \"$@\"; else exec nohup \"$@\"; fi",
                "detach",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "io.orderflow.local.launcher.Launcher", "up"));
        arguments.stream().filter(argument -> !argument.equals(DETACH)).forEach(command::add);
        return command;
    }

    private static void endUnless(AtomicBoolean left, Process launcher) {
        if (!left.get()) {
            launcher.destroy();
            launcher.onExit().join();
        }
    }
}
