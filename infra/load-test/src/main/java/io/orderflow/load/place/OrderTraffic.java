package io.orderflow.load.place;

import io.orderflow.load.measure.Meter;
import io.orderflow.load.stack.Tokens;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Customers who place orders at a pace, for a while. All of it happens on the client's one event loop. */
public final class OrderTraffic {

    /** Beyond this many unanswered requests the arrival rate is a fiction, and memory is better spent elsewhere. */
    private static final int MOST_IN_FLIGHT = 20_000;

    private static final long BREATH_MILLIS = 100;

    private final OrderClient client;
    private final PlacementLog log;
    private final Baskets baskets;
    private final List<CharSequence> authorizations;

    public OrderTraffic(OrderClient client, PlacementLog log, List<String> skus, Tokens tokens) {
        this.client = client;
        this.log = log;
        this.baskets = Baskets.of(skus);
        this.authorizations = log.customers().stream()
                .map(name -> HttpHeaders.createOptimized("Bearer " + tokens.customer(name)))
                .toList();
    }

    /**
     * Begins to send and returns at once.
     *
     * @param concurrency clients, where the pace is flat out
     * @return reaches 0 when the last request is answered
     */
    public CountDownLatch begin(Pace pace, int concurrency, Duration time, Meter meter) {
        var done = new CountDownLatch(1);
        client.vertx().runOnContext(onLoop -> {
            var wave = new Wave(meter, done, System.nanoTime() + time.toNanos());
            switch (pace) {
                case Pace.FlatOut flatOut -> wave.flatOut(concurrency);
                case Pace.FixedRate(double perSecond) -> wave.arriving(new Arrivals(perSecond, System.nanoTime()));
            }
        });
        return done;
    }

    /** Sends an earlier request once more, unchanged. */
    public Future<Answer> repeat(int number) {
        return client.place(
                authorizations.get(number % authorizations.size()), log.key(number), baskets.forRequest(number));
    }

    private final class Wave {

        private final Meter meter;
        private final CountDownLatch done;
        private final long endNanos;
        private int inFlight;
        private boolean sending = true;

        Wave(Meter meter, CountDownLatch done, long endNanos) {
            this.meter = meter;
            this.done = done;
            this.endNanos = endNanos;
        }

        void flatOut(int concurrency) {
            for (int customer = 0; customer < concurrency; customer++) {
                again();
            }
        }

        private void again() {
            long now = System.nanoTime();
            if (now < endNanos) {
                send(now, this::again);
            } else {
                sending = false;
                finishIfDone();
            }
        }

        void arriving(Arrivals arrivals) {
            long[] next = {0};
            client.vertx().setPeriodic(1, timer -> {
                long now = Math.min(System.nanoTime(), endNanos);
                for (long due = arrivals.dueBy(now); next[0] < due; next[0]++) {
                    if (inFlight < MOST_IN_FLIGHT) {
                        send(arrivals.dueAt(next[0]), () -> {});
                    } else {
                        meter.failed("not sent: " + MOST_IN_FLIGHT + " are unanswered");
                    }
                }
                if (now >= endNanos) {
                    client.vertx().cancelTimer(timer);
                    sending = false;
                    finishIfDone();
                }
            });
        }

        /** A client that was refused takes a breath; otherwise a service that is down would be asked 100,000 times a second. */
        private void goOn(Answer answer, Runnable then) {
            if (answer instanceof Answer.Accepted) {
                then.run();
            } else {
                client.vertx().setTimer(BREATH_MILLIS, timer -> then.run());
            }
        }

        private void send(long dueNanos, Runnable then) {
            int number = log.send();
            inFlight++;
            repeat(number).onSuccess(answer -> {
                long latency = System.nanoTime() - dueNanos;
                log.record(number, answer);
                switch (answer) {
                    case Answer.Accepted accepted -> meter.accepted(latency);
                    case Answer.Refused(int status) -> meter.failed("HTTP " + status);
                    case Answer.Unanswered(String kind) -> meter.failed(kind);
                }
                inFlight--;
                goOn(answer, then);
                finishIfDone();
            });
        }

        private void finishIfDone() {
            if (!sending && inFlight == 0) {
                done.countDown();
            }
        }
    }
}
