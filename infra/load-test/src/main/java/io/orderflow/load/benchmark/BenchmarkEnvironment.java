package io.orderflow.load.benchmark;

import io.orderflow.load.Interruption;
import io.orderflow.load.Refusal;
import io.orderflow.load.drain.Decisions;
import io.orderflow.load.drain.Drain;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.sale.SaleClient;
import io.orderflow.load.sale.SaleTerms;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.PausedProcesses;
import io.orderflow.load.stack.ProcessorTime;
import io.orderflow.load.stack.Tokens;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What all parts of a benchmark need: stack, customers, sales, and the paused order-service. */
final class BenchmarkEnvironment implements AutoCloseable {

    /** What this process is called among those that are watched. */
    static final String LOAD = "load";

    static final long HUGE_STOCK = 50_000_000;
    static final long HUGE_QUEUE = 10_000_000;
    static final int HUGE_LIMIT = 1_000;

    private final LocalStack stack;
    private final BenchmarkSettings settings;
    private final PrintStream out;
    private final Crowd crowd;
    private final SaleClient client;
    private final Connection auditor;
    private final Map<String, Long> tickets = new ConcurrentSkipListMap<>();
    private final Interruption interruption = new Interruption();
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private @Nullable PausedProcesses decider;
    private int bursts;

    BenchmarkEnvironment(LocalStack stack, URI gateway, BenchmarkSettings settings, Clock clock, PrintStream out)
            throws IOException, SQLException {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        var begun = clock.instant();
        var tokens = new Tokens(stack.tokenKeys(), begun);
        String prefix = "load-" + Long.toString(begun.toEpochMilli(), Character.MAX_RADIX) + "-";
        this.crowd = Crowd.of(prefix, settings.customers(), tokens);
        this.client = new SaleClient(gateway, tokens, clock);
        this.auditor = stack.auditor();
        stack.processes()
                .forEach(
                        each -> ProcessHandle.of(each.pid()).ifPresent(process -> processes.put(each.name(), process)));
        processes.put(LOAD, ProcessHandle.current());
        interruption.then(this::interrupted);
    }

    private void interrupted() throws IOException, InterruptedException {
        say("%nEnded early: there is no table, and nothing was checked. Sales %s are closed.", tickets.keySet());
        closeSales();
    }

    void closeSales() throws IOException, InterruptedException {
        for (String sale : tickets.keySet()) {
            client.change(sale, "close");
        }
    }

    LocalStack stack() {
        return stack;
    }

    BenchmarkSettings settings() {
        return settings;
    }

    Crowd crowd() {
        return crowd;
    }

    Connection auditor() {
        return auditor;
    }

    URI gateway() {
        return client.gateway();
    }

    /** All that this benchmark has put on sale. */
    List<String> sales() {
        return List.copyOf(tickets.keySet());
    }

    void say(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    String openSale(String sku, long units, long queueBound) throws IOException, InterruptedException {
        requireDecider();
        var terms = new SaleTerms(
                sku,
                settings.price(),
                units,
                (int) Math.min(HUGE_LIMIT, units),
                queueBound,
                Duration.ofDays(1),
                Duration.ofHours(12),
                false);
        String sale = client.open(terms).id();
        tickets.put(sale, 0L);
        return sale;
    }

    /** What every key of the next burst begins with. */
    String keys() {
        return crowd.prefix() + "v" + bursts++ + "-";
    }

    /** The cost of a request is reported for this process, too. */
    void watch(String name, ProcessHandle process) {
        processes.put(name, process);
    }

    /** Runs a burst to its end. */
    PurchaseBurst fire(URI service, Load load, PurchaseBurst burst) throws InterruptedException {
        return fire(service, settings.connections(), load, burst);
    }

    PurchaseBurst fire(URI service, int connections, Load load, PurchaseBurst burst) throws InterruptedException {
        var time = ProcessorTime.of(processes);
        new Generator(service, connections).begin(load, burst).await();
        burst.cost(time.microsPer(burst.answered()));
        burst.tickets().forEach((sale, given) -> tickets.computeIfPresent(sale, (same, before) -> before + given));
        return burst;
    }

    /** As many clients as there are connections, each sends when it was answered. */
    Load closed(Duration time) {
        return Load.Closed.of(settings.connections(), time);
    }

    /** From now on order-service decides nothing. */
    void holdBack() throws IOException {
        if (decider == null) {
            decider = PausedProcesses.pause(List.of(stack.process(LocalStack.ORDER_SERVICE)));
        }
    }

    /** Resumes order-service. */
    void letGo() throws IOException {
        if (decider != null) {
            decider.close();
            decider = null;
        }
    }

    private void requireDecider() {
        if (decider != null) {
            throw new IllegalStateException("order-service stands still, nobody declares the stock");
        }
    }

    /** Until every ticket is decided and order-service is at rest; then it is paused again. */
    void rest(List<String> drained) throws Exception {
        letGo();
        settle(drained);
        holdBack();
    }

    void settle(List<String> drained) throws Exception {
        for (String sale : drained) {
            if (!new Decisions(auditor, sale, out).await(tickets.getOrDefault(sale, 0L))) {
                throw new Refusal(
                        "The tickets of sale %s are not decided: nothing more can be measured.".formatted(sale));
            }
        }
        new Drain(auditor, crowd.prefix(), Duration.ofMinutes(10), out).awaitAudit();
    }

    @Override
    public void close() throws SQLException, IOException {
        interruption.close();
        letGo();
        client.close();
        auditor.close();
    }
}
