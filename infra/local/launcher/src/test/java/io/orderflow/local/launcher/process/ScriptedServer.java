package io.orderflow.local.launcher.process;

import io.orderflow.local.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for a server: a few lines of bash that create the file {@code ready} when they are. */
public record ScriptedServer(String name, Path folder, int port, String script, AtomicInteger provisioned)
        implements Server {

    /** Runs until it is stopped. */
    public static ScriptedServer named(String name, Path folder) {
        return new ScriptedServer(name, folder, 1, "touch ready; exec sleep 300", new AtomicInteger());
    }

    public ScriptedServer withPort(int otherPort) {
        return new ScriptedServer(name, folder, otherPort, script, provisioned);
    }

    ScriptedServer running(String otherScript) {
        return new ScriptedServer(name, folder, port, otherScript, provisioned);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public void prepare() throws IOException {
        Files.deleteIfExists(folder.resolve("ready"));
    }

    @Override
    public ProcessBuilder command() {
        return new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
    }

    @Override
    public boolean isReady() {
        return Files.exists(folder.resolve("ready"));
    }

    @Override
    public void provision() {
        provisioned.incrementAndGet();
    }
}
