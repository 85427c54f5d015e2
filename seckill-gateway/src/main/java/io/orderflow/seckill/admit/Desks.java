package io.orderflow.seckill.admit;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.channel.EventLoopGroup;
import io.orderflow.event.SaleChanged;
import io.orderflow.seckill.redis.AdmissionBatch;
import io.orderflow.seckill.redis.Admissions;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.sale.EpochLost;
import io.orderflow.seckill.sale.SaleBoard;
import io.orderflow.seckill.sale.SaleOnBoard;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One desk for each sale, made anew for each epoch. */
@Singleton
class Desks {

    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Admissions admissions;
    private final LoadedSales redis;
    private final SaleBoard board;
    private final EpochLost epochLost;
    private final AdmissionSettings settings;
    private final AdmissionMetrics metrics;
    private final ScheduledExecutorService timer;
    private final ExecutorService blocking;
    private final Clock clock;
    private final Map<Long, Desk> desks = new ConcurrentHashMap<>();

    Desks(
            Admissions admissions,
            LoadedSales redis,
            SaleBoard board,
            EpochLost epochLost,
            AdmissionSettings settings,
            AdmissionMetrics metrics,
            @Named("default") EventLoopGroup eventLoops,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            Clock clock) {
        this.admissions = admissions;
        this.redis = redis;
        this.board = board;
        this.epochLost = epochLost;
        this.settings = settings;
        this.metrics = metrics;
        this.timer = eventLoops;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Of the epoch that the board shows. Requests at an older desk are still answered there. */
    Desk of(SaleOnBoard sale) {
        int epoch = sale.epoch();
        var desk = desks.get(sale.id());
        return desk != null && desk.epoch() == epoch
                ? desk
                : desks.compute(
                        sale.id(), (id, known) -> known != null && known.epoch() >= epoch ? known : open(sale, epoch));
    }

    @EventListener
    void changed(SaleChanged sale) {
        var desk = desks.get(sale.saleId());
        if (desk != null) {
            desk.soldOut().fall();
        }
    }

    /** A sale that nobody looks after any more needs no desk. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void tidyUp() {
        desks.keySet().removeIf(id -> board.find(id).isEmpty());
    }

    @PreDestroy
    void answerEverybody() throws InterruptedException {
        for (var desk : desks.values()) {
            if (!desk.combiner().close(FAREWELL)) {
                LOG.warn("Requests were left without an answer; a repeat finds their tickets");
            }
        }
    }

    private Desk open(SaleOnBoard sale, int epoch) {
        long id = sale.id();
        var soldOut = new SoldOut(id, epoch, redis, blocking, settings.soldOutFor());
        Consumer<AdmissionBatch> observer = said -> {
            switch (said) {
                case AdmissionBatch.Answered(var answers, var stock, var waiting, var settled) -> {
                    metrics.called(answers.size());
                    sale.admitted(epoch, stock, waiting);
                    soldOut.answered(stock, waiting + settled);
                }
                case AdmissionBatch.EpochGone gone -> {
                    soldOut.fall();
                    epochLost.report(id, epoch);
                }
            }
        };
        var combiner = new Combiner(
                id,
                epoch,
                (now, requests) -> admissions.admit(id, epoch, now, requests),
                observer,
                timer,
                clock,
                settings);
        return new Desk(epoch, combiner, soldOut);
    }
}
