package io.orderflow.load.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a measurement was made on: without it, a figure means nothing. */
public record Machine(String processor, int processors, String memory, String system, String java, String commit) {

    public static Machine here(Path root) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / (double) (1 << 30)),
                "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
                "%s %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.runtime.version")),
                commit(root));
    }

    private static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit(Path root) {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String described = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 && !described.isEmpty()
                    ? described
                    : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
