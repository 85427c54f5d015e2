package io.orderflow.seckill.sale;

import io.orderflow.event.SaleChanged;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals every instance of the gateway to look at a sale. */
@Singleton
public class SaleSignals {

    private static final Logger LOG = LoggerFactory.getLogger(SaleSignals.class);

    private final SaleAnnouncements announcements;

    SaleSignals(SaleAnnouncements announcements) {
        this.announcements = announcements;
    }

    /** Never fails: an instance without the signal looks a moment later. */
    public void changed(long saleId) {
        try {
            announcements.changed(Long.toString(saleId), new SaleChanged(saleId));
        } catch (RuntimeException away) {
            LOG.warn(
                    "The change of sale {} could not be announced; each instance finds it when it next reads the sales: {}",
                    saleId,
                    away.toString());
        }
    }
}
