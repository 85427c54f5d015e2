package io.orderflow.messaging.idempotency;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ProcessedEvents} does while it forgets nothing. Adapters extend it. */
public abstract class ProcessedEventsContract {

    private static final Duration LEASE = ofMinutes(1);
    private static final Duration MEMORY = ofMinutes(1);

    /** Each test's own, so that tests share a store without meeting. */
    private final String key = UUID.randomUUID().toString();

    /** The same store for every call within a test. */
    protected abstract ProcessedEvents events();

    @Test
    void a_key_nobody_knows_is_granted() {
        assertThat(claim(LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void a_claimed_key_is_held_by_another_for_what_remains_of_its_lease() {
        claim(LEASE);

        assertThat(claim(LEASE))
                .isInstanceOfSatisfying(
                        Claim.HeldByAnother.class,
                        held -> assertThat(held.remaining()).isPositive().isLessThanOrEqualTo(LEASE));
    }

    @Test
    void an_applied_key_is_done() {
        events().done(granted(LEASE), MEMORY);

        assertThat(claim(LEASE)).isEqualTo(new Claim.AlreadyDone());
    }

    @Test
    void a_released_key_is_granted_at_once() {
        events().release(granted(LEASE));

        assertThat(claim(LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void a_crashed_holder_blocks_nobody_longer_than_its_lease() {
        claim(ofMillis(50));

        await().atMost(ofSeconds(5)).until(() -> claim(LEASE) instanceof Claim.Granted);
    }

    @Test
    void an_applied_key_is_forgotten_after_its_memory() {
        events().done(granted(LEASE), ofMillis(50));

        await().atMost(ofSeconds(5)).until(() -> claim(LEASE) instanceof Claim.Granted);
    }

    @Test
    void a_holder_whose_lease_ran_out_can_not_release_its_successor() {
        var stale = granted(ofMillis(20));
        successorClaims();

        events().release(stale);

        assertThat(claim(LEASE)).isInstanceOf(Claim.HeldByAnother.class);
    }

    @Test
    void a_holder_whose_lease_ran_out_still_says_that_its_effect_is_there() {
        var stale = granted(ofMillis(20));
        var successor = successorClaims();

        events().done(stale, MEMORY);
        events().release(successor);

        assertThat(claim(LEASE)).isEqualTo(new Claim.AlreadyDone());
    }

    @Test
    void consumers_do_not_see_each_others_claims() {
        claim(LEASE);

        assertThat(events().claim("another-group:orders", key, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void of_fifty_claims_at_once_one_is_granted() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Claim>> claims = Stream.generate(() -> (Callable<Claim>) () -> claim(LEASE))
                    .limit(50)
                    .toList();
            assertThat(threads.invokeAll(claims).stream().map(ProcessedEventsContract::answer))
                    .filteredOn(Claim.Granted.class::isInstance)
                    .hasSize(1);
        }
    }

    private Claim.Granted successorClaims() {
        return (Claim.Granted) await().atMost(ofSeconds(5)).until(() -> claim(LEASE), Claim.Granted.class::isInstance);
    }

    private Claim.Granted granted(Duration lease) {
        return (Claim.Granted) claim(lease);
    }

    private Claim claim(Duration lease) {
        return events().claim("a-group:orders:placed", key, lease);
    }

    private static Claim answer(Future<Claim> claim) {
        try {
            return claim.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
