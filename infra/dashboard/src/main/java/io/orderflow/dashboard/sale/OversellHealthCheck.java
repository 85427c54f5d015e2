package io.orderflow.dashboard.sale;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.home.HealthCheck;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;
import java.util.List;

/** No sale promises more than it has. */
@Singleton
@Order(70)
class OversellHealthCheck implements HealthCheck {

    private final StockRows rows;

    OversellHealthCheck(StockRows rows) {
        this.rows = rows;
    }

    @Override
    public Reading now(Texts texts) {
        return switch (rows.oversold()) {
            case Source.Failing<List<String>>(String why) -> reading(texts, Light.UNKNOWN, why);
            case Source.Available<List<String>>(List<String> ids) ->
                ids.isEmpty()
                        ? reading(texts, Light.OK, texts.text("sale.sign-none"))
                        : reading(texts, Light.BAD, texts.text("sale.sign-oversold", String.join(", ", ids)));
        };
    }

    private static Reading reading(Texts texts, Light light, String sentence) {
        return new Reading(texts.text("sale.title"), light, sentence, "/sales");
    }
}
