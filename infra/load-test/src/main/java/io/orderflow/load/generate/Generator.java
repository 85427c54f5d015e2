package io.orderflow.load.generate;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.config.SessionLimitPolicy;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with Hyperfoil on one event loop, so that the load costs the shared machine as little as possible. What is
 * sent, and what becomes of an answer, is the caller's.
 */
public final class Generator {

    /** Beyond this many unanswered requests the rest has to wait; it still counts from when it was due. */
    private static final int MOST_IN_FLIGHT = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String RAMP = "ramp";
    private static final String LOAD = "load";

    private final URI service;
    private final int connections;

    /** @param connections how many requests are under way at once, at most; further ones wait here and age */
    public Generator(URI service, int connections) {
        this.service = service;
        this.connections = connections;
    }

    /**
     * Begins to send and returns at once.
     *
     * @param source what is sent next, asked for when it is due; {@code null} ends the load
     */
    public Run begin(Load load, Supplier<? extends @Nullable Exchange> source) {
        var run = new Run();
        var traffic = new Traffic(load, source, run);
        Thread.ofPlatform().daemon().name("load").start(traffic::generate);
        return run;
    }

    private final class Traffic {

        private final Load load;
        private final Supplier<? extends @Nullable Exchange> source;
        private final Run run;
        private final long breathNanos;
        private final List<Slot> slots = new ArrayList<>();
        private final LocalSimulationRunner runner;
        private String phase = "";
        private long phaseBeginNanos;
        private long ofPhase;
        private long sent;

        Traffic(Load load, Supplier<? extends @Nullable Exchange> source, Run run) {
            this.load = load;
            this.source = source;
            this.run = run;
            this.breathNanos =
                    load instanceof Load.Closed closed ? closed.breath().toNanos() : 0;
            this.runner = new LocalSimulationRunner(benchmark());
        }

        void generate() {
            try {
                runner.run();
                slots.stream().filter(Slot::busy).forEach(this::abandon);
            } catch (RuntimeException failure) {
                run.failed(failure);
            } finally {
                run.ended();
            }
        }

        private Benchmark benchmark() {
            var benchmark =
                    BenchmarkBuilder.builder().name(LOAD).threads(1).failurePolicy(Benchmark.FailurePolicy.CONTINUE);
            benchmark
                    .addPlugin(HttpPluginBuilder::new)
                    .http()
                    .protocol(Protocol.HTTP)
                    .host(service.getHost())
                    .port(service.getPort())
                    .allowHttp2(false)
                    .sharedConnections(connections)
                    .requestTimeout(PATIENCE.toMillis())
                    .endHttp();
            switch (load) {
                case Load.Closed(int clients, Duration time, Duration breath) ->
                    requests(benchmark.addPhase(LOAD).always(clients).duration(time.toMillis()));
                case Load.Open(Arrivals arrivals) -> open(benchmark, arrivals);
            }
            return benchmark.build();
        }

        private void open(BenchmarkBuilder benchmark, Arrivals arrivals) {
            var main = benchmark
                    .addPhase(LOAD)
                    .constantRate(0)
                    .usersPerSec(arrivals.perSecond())
                    .variance(false)
                    .maxSessions(mostInFlight(arrivals))
                    .sessionLimitPolicy(SessionLimitPolicy.CONTINUE)
                    .duration(arrivals.time().toMillis());
            if (arrivals.ofRamp() > 0) {
                requests(benchmark
                        .addPhase(RAMP)
                        .rampRate(0, 0)
                        .targetUsersPerSec(arrivals.perSecond())
                        .variance(false)
                        .maxSessions(mostInFlight(arrivals))
                        .sessionLimitPolicy(SessionLimitPolicy.CONTINUE)
                        .duration(arrivals.ramp().toMillis()));
                main.startAfter(RAMP);
            }
            requests(main);
        }

        /** What could be due while nothing is answered; Hyperfoil makes that many sessions before it begins. */
        private static int mostInFlight(Arrivals arrivals) {
            return (int) Math.min(MOST_IN_FLIGHT, 100 + arrivals.perSecond() * PATIENCE.toSeconds());
        }

        private void requests(PhaseBuilder<?> builder) {
            builder.scenario()
                    .initialSequence("request")
                    .step(this::next)
                    .step(HttpStepCatalog.SC)
                    .httpRequest(HttpMethod.POST)
                    .metric(LOAD)
                    .path(session -> slot(session).exchange().path())
                    .headerAppender(
                            (session, request) -> slot(session).exchange().headers(request::putHeader))
                    .body((session, connection) ->
                            Unpooled.wrappedBuffer(slot(session).exchange().body()))
                    .handler()
                    .autoRangeCheck(false)
                    .status((request, status) -> slot(request.session).status(status))
                    .body(fragmented -> (session, data, offset, length, last) ->
                            slot(session).body(data, offset, length))
                    .onCompletion(this::completed)
                    .endHandler()
                    .endStep()
                    .step(this::rested);
        }

        private boolean next(Session session) {
            var exchange = run.stopping() ? null : source.get();
            if (exchange == null) {
                runner.finishPhase(session.phase().definition().name());
                session.stop();
                return false;
            }
            run.sent(++sent);
            slot(session).begin(exchange, due(session));
            return true;
        }

        private long due(Session session) {
            long now = System.nanoTime();
            return switch (load) {
                case Load.Closed closed -> now;
                case Load.Open(Arrivals arrivals) -> {
                    String name = session.phase().definition().name();
                    if (!phase.equals(name)) {
                        phase = name;
                        ofPhase = 0;
                        phaseBeginNanos = now
                                - TimeUnit.MILLISECONDS.toNanos(
                                        System.currentTimeMillis() - session.phaseStartTimestamp());
                    }
                    long index = ofPhase++;
                    long after = name.equals(RAMP) ? arrivals.inRamp(index) : arrivals.afterRamp(index);
                    yield Math.min(now, phaseBeginNanos + after);
                }
            };
        }

        private void completed(Session session) {
            var request = session.currentRequest();
            slot(session).end(request != null && request.isValid(), breathNanos, PATIENCE.toNanos());
        }

        private void abandon(Slot slot) {
            slot.end(false, 0, PATIENCE.toNanos());
        }

        private boolean rested(Session session) {
            long rest = slot(session).restNanos();
            if (rest > 0) {
                session.executor().schedule(session.runTask(), rest, TimeUnit.NANOSECONDS);
            }
            return rest == 0;
        }

        private Slot slot(Session session) {
            while (slots.size() <= session.uniqueId()) {
                slots.add(new Slot());
            }
            return slots.get(session.uniqueId());
        }
    }
}
