package io.orderflow.seckill.admit;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.channel.EventLoopGroup;
import io.orderflow.event.SaleChanged;
import io.orderflow.seckill.redis.AdmissionBatch;
import io.orderflow.seckill.redis.Admissions;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.EpochLost;
import io.orderflow.seckill.sale.SaleCache;
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

/** One admission for each sale, replaced for each epoch. */
@Singleton
class EpochAdmissions {

    private static final Logger LOG = LoggerFactory.getLogger(EpochAdmissions.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Admissions admissions;
    private final LoadedSales redis;
    private final SaleCache cache;
    private final EpochLost epochLost;
    private final AdmissionSettings settings;
    private final AdmissionMetrics metrics;
    private final ScheduledExecutorService timer;
    private final ExecutorService blocking;
    private final Clock clock;
    private final Map<Long, EpochAdmission> epochAdmissions = new ConcurrentHashMap<>();

    EpochAdmissions(
            Admissions admissions,
            LoadedSales redis,
            SaleCache cache,
            EpochLost epochLost,
            AdmissionSettings settings,
            AdmissionMetrics metrics,
            @Named("default") EventLoopGroup eventLoops,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            Clock clock) {
        this.admissions = admissions;
        this.redis = redis;
        this.cache = cache;
        this.epochLost = epochLost;
        this.settings = settings;
        this.metrics = metrics;
        this.timer = eventLoops;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Of the epoch that the cache shows. Requests of an older epoch are still answered there. */
    EpochAdmission of(CachedSale sale) {
        int epoch = sale.epoch();
        var epochAdmission = epochAdmissions.get(sale.id());
        return epochAdmission != null && epochAdmission.epoch() == epoch
                ? epochAdmission
                : epochAdmissions.compute(
                        sale.id(), (id, known) -> known != null && known.epoch() >= epoch ? known : open(sale, epoch));
    }

    @EventListener
    void changed(SaleChanged sale) {
        var epochAdmission = epochAdmissions.get(sale.saleId());
        if (epochAdmission != null) {
            epochAdmission.soldOut().clear();
        }
    }

    /** A sale that is not cached any more needs no admission. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void tidyUp() {
        epochAdmissions.keySet().removeIf(id -> cache.find(id).isEmpty());
    }

    @PreDestroy
    void answerEverybody() throws InterruptedException {
        for (var epochAdmission : epochAdmissions.values()) {
            if (!epochAdmission.batcher().close(FAREWELL)) {
                LOG.warn("Requests were left without an answer; a repeat finds their tickets");
            }
        }
    }

    private EpochAdmission open(CachedSale sale, int epoch) {
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
                    soldOut.clear();
                    epochLost.report(id, epoch);
                }
            }
        };
        var batcher = new AdmissionBatcher(
                id,
                epoch,
                (now, requests) -> admissions.admit(id, epoch, now, requests),
                observer,
                timer,
                clock,
                settings);
        return new EpochAdmission(epoch, batcher, soldOut);
    }
}
