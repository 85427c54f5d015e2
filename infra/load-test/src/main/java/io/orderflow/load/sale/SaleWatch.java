package io.orderflow.load.sale;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks the gateway four times a second how its sale is doing. A question without an answer leaves a gap. */
public final class SaleWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;

    /** @param at seconds since the rush began */
    public record Sample(double at, SaleView view) {}

    private final SaleClient client;
    private final String sale;
    private final List<Sample> samples = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile SaleView last;
    private volatile long beginNanos = System.nanoTime();

    private SaleWatch(SaleClient client, SaleView first) {
        this.client = client;
        this.sale = first.id();
        this.last = first;
    }

    public static SaleWatch begin(SaleClient client, SaleView first) {
        var watch = new SaleWatch(client, first);
        Thread.ofPlatform().daemon().name("sale-watch").start(watch::watch);
        return watch;
    }

    private void watch() {
        try {
            while (!ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException nobodyLooksAnyMore) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            var view = client.view(sale);
            last = view;
            synchronized (samples) {
                samples.add(new Sample((System.nanoTime() - beginNanos) / 1e9, view));
            }
        } catch (IOException | Refusal noAnswer) {
            // A gap in the curve; the requests of the rush show what is wrong.
        }
    }

    /** Samples count from now on. */
    void rushBegins() {
        beginNanos = System.nanoTime();
    }

    public SaleView last() {
        return last;
    }

    public List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
