package io.orderflow.seckill.admit;

import io.micronaut.http.HttpRequest;
import io.orderflow.seckill.admit.Answer.NotOpen;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.AdmissionRequest;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.SaleState;
import io.orderflow.seckill.sale.Waits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decides which customers get a ticket. What needs no Redis is answered at once: that is most of a rush. Never blocks.
 *
 * <p>A ticket that was given is in Redis. A repeat with the same key gets the same ticket for as long as its epoch lasts;
 * a key names one request of one customer in one sale's epoch, and with another quantity it is refused.
 */
@Singleton
class AdmitPurchase {

    static final Answer SOLD_OUT = new Answer.SoldOut();
    private static final Answer KEY_REUSED = new Answer.KeyReused();
    private static final Answer UNAVAILABLE = new Answer.Unavailable();
    private static final Answer UNPROCESSABLE = new Answer.Unprocessable();
    private static final Answer SALE_RATE_REACHED = new Answer.RateLimited(Answer.RateLimited.Whose.SALE);

    private final EpochAdmissions epochAdmissions;
    private final RateLimits limits;
    private final AdmissionTokens tokens;
    private final Waits waits;
    private final AdmissionMetrics metrics;
    private final Clock clock;

    AdmitPurchase(
            EpochAdmissions epochAdmissions,
            RateLimits limits,
            AdmissionTokens tokens,
            Waits waits,
            AdmissionMetrics metrics,
            Clock clock) {
        this.epochAdmissions = epochAdmissions;
        this.limits = limits;
        this.tokens = tokens;
        this.waits = waits;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param token the admission token, if there is one */
    record PurchaseAttempt(
            String customerId,
            String key,
            int quantity,
            @Nullable String token) {}

    /** Answered from memory, without the rest of the request. */
    boolean isSoldOutFor(String customerId, CachedSale sale) {
        return sale.state(clock.instant()) == SaleState.OPEN
                && epochAdmissions.of(sale).soldOut().holdsFor(customerId, System.nanoTime());
    }

    CompletionStage<Answer> admit(CachedSale sale, PurchaseAttempt attempt, HttpRequest<?> request) {
        var now = clock.instant();
        var state = sale.state(now);
        if (!state.mayHaveTickets(sale.sale())) {
            return at(notOpen(sale, state, now));
        }
        var epochAdmission = epochAdmissions.of(sale);
        boolean open = state == SaleState.OPEN;
        var tooMany = limits.refusal(attempt.customerId(), request);
        if (tooMany.isPresent()) {
            return at(tooMany.get());
        }
        String tokenId = "";
        if (sale.sale().tokenRequired()) {
            switch (tokens.check(attempt.token(), sale.sale(), attempt.customerId(), now)) {
                case AdmissionTokens.Check.Good(var id) -> tokenId = id;
                case AdmissionTokens.Check.Bad(var why) -> {
                    if (why != Answer.BadToken.Why.EXPIRED) {
                        return at(new Answer.BadToken(why));
                    }
                    // It may have bought in its time, and then this is a repeat.
                    tokenId = AdmissionRequest.SPENT;
                }
            }
        }
        if (open && epochAdmission.soldOut().isRefreshInProgress(attempt.customerId(), System.nanoTime())) {
            return at(SOLD_OUT);
        }
        String token = tokenId;
        long since = System.nanoTime();
        return epochAdmission
                .batcher()
                .admit(new AdmissionBatcher.PurchaseAttempt(
                        attempt.customerId(), attempt.key(), attempt.quantity(), token))
                .thenApply(outcome -> switch (outcome) {
                    case AdmissionBatcher.Outcome.Answered(var admission) -> {
                        metrics.asked(since);
                        yield said(admission, sale, token);
                    }
                    case AdmissionBatcher.Outcome.BacklogFull full -> new Answer.QueueFull(Duration.ofSeconds(1));
                    case AdmissionBatcher.Outcome.EpochGone gone -> new NotOpen(NotOpen.Why.REBUILDING);
                    case AdmissionBatcher.Outcome.RedisUnavailable unavailable -> UNAVAILABLE;
                    case AdmissionBatcher.Outcome.Refused refused -> UNPROCESSABLE;
                });
    }

    private Answer said(Admission admission, CachedSale sale, String token) {
        return switch (admission) {
            case Admission.Admitted(var ticket, var position) -> ticket(ticket, position, sale);
            case Admission.Repeated(var ticket, var position) -> ticket(ticket, position, sale);
            case Admission.KeyReused reused -> KEY_REUSED;
            case Admission.NotOpen closed -> {
                var now = clock.instant();
                yield notOpen(sale, sale.state(now), now);
            }
            case Admission.LimitReached(var ticket, var units) ->
                new Answer.LimitReached(ticket, sale.sale().limitPerCustomer());
            case Admission.SoldOut soldOut -> SOLD_OUT;
            case Admission.QueueFull(var waiting) ->
                new Answer.QueueFull(
                        waits.untilRoom(waits.estimate(sale, waiting).orElse(null)));
            case Admission.RateReached rate -> SALE_RATE_REACHED;
            case Admission.TokenUsed used ->
                new Answer.BadToken(
                        AdmissionRequest.SPENT.equals(token)
                                ? Answer.BadToken.Why.EXPIRED
                                : Answer.BadToken.Why.REPLAYED);
        };
    }

    static Answer notOpen(CachedSale sale, SaleState state, Instant now) {
        var opensAt = sale.sale().opensAt();
        return switch (state) {
            case CREATED, WARMING, READY ->
                now.isBefore(opensAt)
                        ? new Answer.OpensLater(opensAt, Duration.between(now, opensAt))
                        : new NotOpen(state == SaleState.READY ? NotOpen.Why.NOT_OPENED : NotOpen.Why.WARMING);
            case REBUILDING -> new NotOpen(NotOpen.Why.REBUILDING);
            case REFUSED -> new NotOpen(NotOpen.Why.REFUSED);
            case CLOSED -> new NotOpen(NotOpen.Why.CLOSED);
            // If the cache still shows it open, Redis was updated before this instance.
            case PAUSED, OPEN -> new NotOpen(NotOpen.Why.PAUSED);
        };
    }

    private Answer ticket(String ticket, long position, CachedSale sale) {
        @Nullable Duration estimate = waits.estimate(sale, position).orElse(null);
        return new Answer.Ticket(ticket, position, estimate, waits.untilLook(sale.sale(), estimate));
    }

    private static CompletionStage<Answer> at(Answer once) {
        return CompletableFuture.completedFuture(once);
    }
}
