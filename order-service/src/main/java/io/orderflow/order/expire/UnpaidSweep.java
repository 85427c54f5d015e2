package io.orderflow.order.expire;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds unpaid orders whose wake-up was lost. */
@Singleton
class UnpaidSweep {

    private static final Logger LOG = LoggerFactory.getLogger(UnpaidSweep.class);

    private final ExpireUnpaid expireUnpaid;

    UnpaidSweep(ExpireUnpaid expireUnpaid) {
        this.expireUnpaid = expireUnpaid;
    }

    @Scheduled(fixedDelay = "${expiry.every:30s}", initialDelay = "${expiry.every:30s}")
    void sweep() {
        try {
            expireUnpaid.expireDue();
        } catch (RuntimeException away) {
            LOG.warn("Unpaid orders could not expire: {}; the next sweep tries", away.toString());
        }
    }
}
