package io.orderflow.seckill.sale;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks order-service for the stock of an epoch, again and again until it is answered. */
@Singleton
class RequestStock {

    private static final Logger LOG = LoggerFactory.getLogger(RequestStock.class);

    private final SaleRows rows;
    private final SaleAnnouncements announcements;
    private final SaleSettings settings;
    private final Clock clock;

    RequestStock(SaleRows rows, SaleAnnouncements announcements, SaleSettings settings, Clock clock) {
        this.rows = rows;
        this.announcements = announcements;
        this.settings = settings;
        this.clock = clock;
    }

    /** Never fails: a request that was not sent is repeated. */
    void askForStock(Sale sale) {
        try {
            announcements.warming(Long.toString(sale.id()), sale.warming());
            rows.warmingSent(sale.id(), sale.epoch(), clock.instant());
        } catch (RuntimeException away) {
            LOG.warn(
                    "order-service was not asked for the stock of sale {}, epoch {}; it will be: {}",
                    sale.id(),
                    sale.epoch(),
                    away.toString());
        }
    }

    @Scheduled(fixedDelay = "${sales.ask-again-after:3s}", initialDelay = "1s")
    void askAgain() {
        try {
            var now = clock.instant();
            var askedBefore = now.minus(settings.askAgainAfter());
            rows.onBoard(now.minus(settings.onBoardAfterClosing())).stream()
                    .filter(sale -> isUnanswered(sale, askedBefore))
                    .forEach(this::askForStock);
        } catch (RuntimeException away) {
            LOG.warn("Sales that wait for their stock could not be found; looking again soon: {}", away.toString());
        }
    }

    private static boolean isUnanswered(Sale sale, Instant askedBefore) {
        return !sale.isWarm()
                && sale.warmingRefused() == null
                && (sale.warmingSentAt() == null || sale.warmingSentAt().isBefore(askedBefore));
    }
}
