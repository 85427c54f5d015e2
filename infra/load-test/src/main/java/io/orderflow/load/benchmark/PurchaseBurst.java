package io.orderflow.load.benchmark;

import io.orderflow.load.generate.Exchange;
import io.orderflow.load.generate.Reply;
import io.orderflow.load.measure.ClientCost;
import io.orderflow.load.measure.Percentiles;
import io.orderflow.load.sale.Crowd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Purchases by one customer after the other, each with a key of its own, and as little bookkeeping as can be. Written on the
 * generator's thread, read when its run is over.
 */
final class PurchaseBurst implements Supplier<@Nullable Exchange> {

    static final int NO_ANSWER = 0;

    private static final byte[] ONE = "{\"quantity\":1}".getBytes(StandardCharsets.UTF_8);

    private final List<String> sales;
    private final List<String> paths;
    private final long[] tickets;
    private final Crowd crowd;
    private final String keys;
    private final long most;
    private final long unmeasured;
    private final long[] byStatus = new long[600];
    private final Latencies latencies = new Latencies();
    private final long[] milestones = new long[11];
    private long sent;
    private long answered;
    private long firstNanos;
    private long lastNanos;
    private long windowNanos = Long.MAX_VALUE;
    private long inWindow;
    private String refusal = "";
    private Map<String, Double> cost = Map.of();

    /**
     * @param sales taken in turns
     * @param keys what every idempotency key begins with, and no other burst's
     * @param most after so many there is no more
     * @param unmeasured so many latencies at the beginning don't count
     */
    private PurchaseBurst(List<String> sales, Crowd crowd, String keys, long most, long unmeasured) {
        this.sales = List.copyOf(sales);
        this.paths = sales.stream().map(sale -> "/sales/" + sale + "/purchases").toList();
        this.tickets = new long[sales.size()];
        this.crowd = crowd;
        this.keys = keys;
        this.most = most;
        this.unmeasured = unmeasured;
    }

    static PurchaseBurst endless(String sale, Crowd crowd, String keys) {
        return new PurchaseBurst(List.of(sale), crowd, keys, Long.MAX_VALUE, 0);
    }

    static PurchaseBurst of(long most, List<String> sales, Crowd crowd, String keys) {
        return new PurchaseBurst(sales, crowd, keys, most, 0);
    }

    static PurchaseBurst afterRamp(long ofRamp, String sale, Crowd crowd, String keys) {
        return new PurchaseBurst(List.of(sale), crowd, keys, Long.MAX_VALUE, ofRamp);
    }

    /** Answers later than so long after the first request count no more in {@link #answersInWindow()}. */
    PurchaseBurst within(long nanos) {
        windowNanos = nanos;
        return this;
    }

    @Override
    public @Nullable Exchange get() {
        if (sent == most) {
            return null;
        }
        if (sent == 0) {
            firstNanos = System.nanoTime();
            milestones[0] = firstNanos;
        }
        return new Purchase(sent++);
    }

    long answered() {
        return answered;
    }

    long answersInWindow() {
        return inWindow;
    }

    /** By HTTP status; 0 for no answer. */
    Map<Integer, Long> byStatus() {
        var counts = new TreeMap<Integer, Long>();
        for (int status = 0; status < byStatus.length; status++) {
            if (byStatus[status] > 0) {
                counts.put(status, byStatus[status]);
            }
        }
        return counts;
    }

    long with(int status) {
        return byStatus[status];
    }

    /** How many tickets each sale gave. */
    Map<String, Long> tickets() {
        var bySale = new TreeMap<String, Long>();
        for (int sale = 0; sale < tickets.length; sale++) {
            bySale.put(sales.get(sale), tickets[sale]);
        }
        return bySale;
    }

    /** The answers by status, and one that was no ticket, for finding the cause. */
    String told() {
        return refusal.isEmpty() ? byStatus().toString() : byStatus() + ", for example " + refusal;
    }

    /** @param micros processor time of each process for one answer */
    void cost(Map<String, Double> micros) {
        cost = micros;
    }

    /** The processes that took part, with their processor time for one answer. */
    String cost() {
        return cost.entrySet().stream()
                .filter(each -> each.getValue() >= 1)
                .map(each -> String.format(Locale.ROOT, "%s %.0f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", ", "", " µs"));
    }

    /** What the load itself took. */
    ClientCost client() {
        double all = cost.values().stream().mapToDouble(Double::doubleValue).sum();
        double load = cost.getOrDefault(BenchmarkEnvironment.LOAD, Double.NaN);
        return new ClientCost(load, load / all);
    }

    double perSecond() {
        return answered / ((lastNanos - firstNanos) / 1e9);
    }

    /**
     * Requests per second in a tenth of the burst.
     *
     * @param tenth from 0
     */
    double perSecondInTenth(int tenth) {
        return most / 10.0 / ((milestones[tenth + 1] - milestones[tenth]) / 1e9);
    }

    /** Of the 2xx answers. */
    Percentiles latency() {
        return latencies.tickets();
    }

    Percentiles refusals() {
        return latencies.refusals();
    }

    /** Of all answers, from when the request was sent: without what it waited in the client for a connection. */
    Percentiles service() {
        return latencies.service();
    }

    private void passMilestone() {
        long tenth = most / 10;
        if (most != Long.MAX_VALUE && tenth > 0 && answered % tenth == 0 && answered <= 10 * tenth) {
            milestones[(int) (answered / tenth)] = lastNanos;
        }
    }

    private final class Purchase implements Exchange {

        private final long number;
        private long sentNanos;

        Purchase(long number) {
            this.number = number;
        }

        @Override
        public String path() {
            return paths.get((int) (number % paths.size()));
        }

        @Override
        public byte[] body() {
            return ONE;
        }

        @Override
        public void headers(BiConsumer<CharSequence, CharSequence> headers) {
            sentNanos = System.nanoTime();
            headers.accept("Authorization", crowd.authorizations().get((int)
                    (number % crowd.authorizations().size())));
            headers.accept("Content-Type", "application/json");
            headers.accept("Idempotency-Key", keys + number);
        }

        @Override
        public void answered(Reply reply, long latencyNanos) {
            int status = reply instanceof Reply.Answer answer ? answer.status() : NO_ANSWER;
            byStatus[status]++;
            if (status == 202) {
                tickets[(int) (number % tickets.length)]++;
            } else if (byStatus[status] == 1) {
                refusal = reply.toString();
            }
            lastNanos = System.nanoTime();
            if (number >= unmeasured) {
                latencies.answered(status, latencyNanos, lastNanos - sentNanos);
            }
            answered++;
            if (lastNanos - firstNanos < windowNanos) {
                inWindow++;
            }
            passMilestone();
        }
    }
}
