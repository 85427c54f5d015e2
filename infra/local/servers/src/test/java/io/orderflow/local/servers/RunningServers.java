package io.orderflow.local.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** All three servers in one folder, started side by side as the launcher does it. */
final class RunningServers implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(60);

    final LocalServers servers;
    final List<ServerProcess> processes = new ArrayList<>();

    private RunningServers(LocalServers servers) {
        this.servers = servers;
    }

    static LocalServers in(Path data, ServerPorts ports) {
        return LocalServers.in(
                data,
                ports,
                Topology.orderflow(),
                StorePasswords.of(Passwords.storedIn(data.resolve("passwords"))),
                CheckBackTiming.local());
    }

    static RunningServers start(LocalServers servers, Path logs) {
        var running = new RunningServers(servers);
        var starts = servers.all().stream()
                .map(server -> CompletableFuture.supplyAsync(
                        () -> startOne(server, logs),
                        task -> Thread.ofPlatform().start(task)))
                .toList();
        CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
                .exceptionally(failed -> null)
                .join();
        starts.stream()
                .filter(start -> !start.isCompletedExceptionally())
                .forEach(start -> running.processes.add(start.join()));
        if (running.processes.size() < starts.size()) {
            running.close();
            starts.forEach(CompletableFuture::join);
        }
        return running;
    }

    private static ServerProcess startOne(Server server, Path logs) {
        try {
            long begin = System.nanoTime();
            var process = ServerProcess.start(server, logs.resolve(server.name() + ".log"));
            try {
                process.awaitReady(READY);
                long ready = System.nanoTime();
                server.provision();
                System.out.printf(
                        "%s: ready after %d ms, provisioned in %d ms, %d MiB%n",
                        server.name(),
                        (ready - begin) / 1_000_000,
                        (System.nanoTime() - ready) / 1_000_000,
                        ProcessFacts.residentMiB(process.pid()));
                return process;
            } catch (Exception failure) {
                process.close();
                throw failure;
            }
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    ServerProcess process(String name) {
        return processes.stream()
                .filter(process -> process.server().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void kill9All() {
        processes.forEach(ServerProcess::kill9);
    }

    @Override
    public void close() {
        processes.parallelStream().forEach(ServerProcess::close);
    }
}
