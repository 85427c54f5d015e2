package io.orderflow.local.launcher.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** All processes in two layers: servers start side by side, then services; services stop first, then servers one by one. */
public final class Stack {

    private final List<Supervised> servers;
    private final List<Supervised> services;
    private volatile boolean stopping;

    /** @param servers in the order in which they are stopped */
    public Stack(List<Supervised> servers, List<Supervised> services) {
        this.servers = List.copyOf(servers);
        this.services = List.copyOf(services);
    }

    public List<Supervised> processes() {
        return Stream.concat(servers.stream(), services.stream()).toList();
    }

    public Optional<Supervised> find(String name) {
        return processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst();
    }

    public List<ProcessStatus> status() {
        return processes().stream().map(Supervised::status).toList();
    }

    /** Returns when every process is ready; throws {@link StartFailed} as soon as one can't be. */
    public void start() throws InterruptedException {
        start(servers);
        start(services);
    }

    private void start(List<Supervised> layer) throws InterruptedException {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        List<CompletableFuture<Void>> each =
                stopping ? List.of() : layer.stream().map(Supervised::start).toList();
        each.forEach(one -> one.whenComplete((nothing, failure) -> {
            if (failure != null) {
                ready.completeExceptionally(failure);
            }
        }));
        CompletableFuture.allOf(each.toArray(CompletableFuture[]::new)).thenRun(() -> ready.complete(null));
        try {
            ready.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    public boolean isStopping() {
        return stopping;
    }

    /** Returns when no process is left. May be called again, also while another call works on it. */
    public void stop() throws InterruptedException {
        stopping = true;
        List<Thread> stops = services.stream()
                .map(service -> Thread.ofVirtual().start(() -> stop(service)))
                .toList();
        for (Thread stop : stops) {
            stop.join();
        }
        servers.forEach(Stack::stop);
    }

    private static void stop(Supervised process) {
        try {
            process.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
