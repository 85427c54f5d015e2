package io.orderflow.dashboard.sale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.sale.SaleGateway.Tuning;
import io.orderflow.dashboard.signin.ServiceTokens;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** What an operator does with a sale: asked of the gateway, and recorded whether or not it complied. */
@Singleton
class RunSales {

    static final Set<String> ACTS = Set.of("open", "pause", "close");

    private final SaleGateway gateway;
    private final ServiceTokens tokens;
    private final Audit audit;

    RunSales(SaleGateway gateway, ServiceTokens tokens, Audit audit) {
        this.gateway = gateway;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** @return why not; empty if it was done */
    Optional<String> run(String operator, String saleId, String act) {
        return tell(operator, act + "-sale", saleId, act, () -> gateway.run(tokens.operator(operator), saleId, act));
    }

    /** @return why not; empty if it was done */
    Optional<String> retune(String operator, String saleId, Tuning tuning) {
        return tell(
                operator,
                "retune-sale",
                saleId,
                tuning.text(),
                () -> gateway.retune(tokens.operator(operator), saleId, tuning));
    }

    private Optional<String> tell(String operator, String action, String saleId, String done, Runnable wish) {
        try {
            wish.run();
        } catch (HttpClientException refused) {
            String why = why(refused);
            audit.record(operator, action, "sale:" + saleId, "", "failed: " + why);
            return Optional.of(why);
        }
        audit.record(operator, action, "sale:" + saleId, "", done);
        return Optional.empty();
    }

    /** The gateway's own words, where it has some. */
    private static String why(HttpClientException refused) {
        String message = String.valueOf(refused.getMessage());
        return refused instanceof HttpClientResponseException answered
                ? answered.getResponse()
                        .getBody(Problem.class)
                        .map(Problem::detail)
                        .orElse(message)
                : message;
    }

    @Serdeable
    record Problem(@Nullable String detail) {}
}
