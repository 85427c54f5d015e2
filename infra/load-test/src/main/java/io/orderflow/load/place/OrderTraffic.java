package io.orderflow.load.place;

import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.generate.Exchange;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.generate.Pace;
import io.orderflow.load.generate.Reply;
import io.orderflow.load.generate.Run;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.stack.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Customers that place orders at a pace, for a while. */
public final class OrderTraffic {

    /** A client that was refused pauses; otherwise a service that is down would be asked 100,000 times a second. */
    private static final Duration BREATH = Duration.ofMillis(100);

    private final OrderClient client;
    private final PlacementLog log;
    private final Baskets baskets;
    private final List<String> authorizations;

    public OrderTraffic(OrderClient client, PlacementLog log, List<String> skus, Tokens tokens) {
        this.client = client;
        this.log = log;
        this.baskets = Baskets.of(skus);
        this.authorizations = log.customers().parallelStream()
                .map(name -> "Bearer " + tokens.customer(name))
                .toList();
    }

    /**
     * Begins to send and returns at once.
     *
     * @param concurrency requests under way at once, at most
     */
    public Run begin(Pace pace, int concurrency, Duration time, Meter meter) {
        var load = switch (pace) {
            case Pace.FlatOut flatOut -> new Load.Closed(concurrency, time, BREATH);
            case Pace.FixedRate(double perSecond) -> new Load.Open(Arrivals.evenly(perSecond, time));
        };
        return new Generator(client.service(), concurrency).begin(load, () -> new Placement(log.send(), meter));
    }

    /**
     * Begins to send so many orders as fast as they are answered, and returns at once.
     *
     * @param longest after which no more are sent
     */
    public Run begin(int orders, int concurrency, Duration longest, Meter meter) {
        int last = log.sent() + orders;
        return new Generator(client.service(), concurrency)
                .begin(
                        new Load.Closed(concurrency, longest, BREATH),
                        () -> log.sent() < last ? new Placement(log.send(), meter) : null);
    }

    /** One order, where speed does not matter; returns when it is answered. */
    public Answer placeOne() throws IOException, InterruptedException {
        int number = log.send();
        var answer = repeat(number);
        log.record(number, answer);
        return answer;
    }

    /** Sends an earlier request once more, unchanged. */
    Answer repeat(int number) throws IOException, InterruptedException {
        return client.place(authorization(number), log.key(number), baskets.forRequest(number));
    }

    private String authorization(int number) {
        return authorizations.get(number % authorizations.size());
    }

    private final class Placement implements Exchange {

        private final int number;
        private final Meter meter;

        Placement(int number, Meter meter) {
            this.number = number;
            this.meter = meter;
        }

        @Override
        public String path() {
            return "/orders";
        }

        @Override
        public byte[] body() {
            return baskets.forRequest(number);
        }

        @Override
        public void headers(BiConsumer<CharSequence, CharSequence> headers) {
            headers.accept("Authorization", authorization(number));
            headers.accept("Content-Type", "application/json");
            headers.accept("Idempotency-Key", log.key(number));
        }

        @Override
        public void answered(Reply reply, long latencyNanos) {
            var answer = Answer.of(reply);
            log.record(number, answer);
            switch (answer) {
                case Answer.Accepted accepted -> meter.accepted(latencyNanos);
                case Answer.Refused(int status) -> meter.failed("HTTP " + status);
                case Answer.Unanswered(String kind) -> meter.failed(kind);
            }
        }
    }
}
