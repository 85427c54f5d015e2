package io.orderflow.load.scenario;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.Verdict;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.HalfMessages;
import io.orderflow.load.Refusal;
import io.orderflow.load.check.ClientLogChecks;
import io.orderflow.load.drain.Drain;
import io.orderflow.load.measure.LiveProgress;
import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.measure.Tick;
import io.orderflow.load.place.OrderClient;
import io.orderflow.load.place.OrderTraffic;
import io.orderflow.load.place.PlacementLog;
import io.orderflow.load.place.RepeatedRequests;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.Tokens;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** One run against one stack: everything between its first order and its last check. */
public final class Session implements AutoCloseable {

    /** Of a run's millions of orders. */
    private static final Duration LONGEST_QUERY = Duration.ofMinutes(10);

    private static final Duration LONGEST_LOAD = Duration.ofHours(2);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(60);

    private final LocalStack stack;
    private final Settings settings;
    private final PrintStream out;
    private final Tokens tokens;
    private final Connection auditor;
    private final OrderClient client;
    private final PlacementLog log;
    private final OrderTraffic traffic;
    private final long begunMillis;

    public Session(
            LocalStack stack, URI orderService, List<String> skus, Settings settings, Clock clock, PrintStream out)
            throws Exception {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.begunMillis = clock.millis();
        this.tokens = new Tokens(stack.tokenKeys(), clock.instant());
        this.auditor = stack.auditor();
        this.client = new OrderClient(orderService);
        this.log = new PlacementLog(Long.toString(begunMillis, Character.MAX_RADIX), settings.customers());
        this.traffic = new OrderTraffic(client, log, skus.isEmpty() ? client.skus() : skus, tokens);
    }

    private Session(Session same, Settings settings) {
        this.stack = same.stack;
        this.settings = settings;
        this.out = same.out;
        this.tokens = same.tokens;
        this.auditor = same.auditor;
        this.client = same.client;
        this.log = same.log;
        this.traffic = same.traffic;
        this.begunMillis = same.begunMillis;
    }

    /** The same run at another pace: the same customers, the same log. */
    public Session with(Settings other) {
        return new Session(this, other);
    }

    public LocalStack stack() {
        return stack;
    }

    public Settings settings() {
        return settings;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Connection auditor() {
        return auditor;
    }

    public PlacementLog log() {
        return log;
    }

    public void say(String line) {
        out.println(line);
    }

    /** Places orders for {@code time} and returns when the last is answered. */
    public Measured place(String what, Duration time) throws InterruptedException {
        return place(what, time, tick -> {});
    }

    /** @param listener is called each second */
    public Measured place(String what, Duration time, Consumer<Tick> listener) throws InterruptedException {
        var meter = new Meter();
        var run = traffic.begin(settings.pace(), settings.concurrency(), time, meter);
        run.awaitBegin();
        var measured = new LiveProgress(out, listener).watch(what, meter, run.done());
        run.rethrow();
        return measured;
    }

    /** Places so many orders as fast as they are answered, and returns when the last is. */
    Measured place(String what, int orders, Consumer<Tick> listener) throws InterruptedException {
        var meter = new Meter();
        var run = traffic.begin(orders, settings.concurrency(), LONGEST_LOAD, meter);
        run.awaitBegin();
        var measured = new LiveProgress(out, listener).watch(what, meter, run.done());
        run.rethrow();
        return measured;
    }

    public Measured watch(String what, Meter meter, CountDownLatch done) throws InterruptedException {
        return new LiveProgress(out).watch(what, meter, done);
    }

    public Drain drain() {
        return new Drain(auditor, log.prefix(), LONGEST_DRAIN, out);
    }

    /** The promises that can be checked from here, after everything has come to rest. */
    public List<Verdict> inspect() throws Exception {
        var accepted = log.accepted();
        if (accepted.isEmpty()) {
            throw new Refusal("Not one order was accepted, so there is nothing to check.");
        }
        List<Check> stored = new ArrayList<>(
                StoredInvariants.ofOrders(Instant.ofEpochMilli(begunMillis), DeadLetters.knownTo(auditor)));
        stored.addAll(ClientLogChecks.of(log.prefix(), accepted, log.inDoubt()));
        try (var broker = BrokerView.connect(stack.nameServer(), stack.brokerSignature())) {
            return new Inspection(auditor, LONGEST_QUERY)
                    .of(List.of(new RepeatedRequests(traffic, log), new HalfMessages(broker, 30)), stored);
        }
    }

    @Override
    public void close() throws SQLException {
        client.close();
        auditor.close();
    }
}
