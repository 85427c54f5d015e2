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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ProcessedEvents} does while it forgets nothing. Adapters extend it. */
public abstract class ProcessedEventsContract {

    private static final String CONSUMER = "a-group:orders:placed";
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
        claim(LEASE);

        events().done(CONSUMER, key, MEMORY);

        assertThat(claim(LEASE)).isEqualTo(new Claim.AlreadyDone());
    }

    @Test
    void an_applied_key_that_was_never_claimed_is_done() {
        events().done(CONSUMER, key, MEMORY);

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
        claim(LEASE);
        events().done(CONSUMER, key, ofMillis(50));

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
        claim(ofMillis(20));
        var successor = successorClaims();

        events().done(CONSUMER, key, MEMORY);
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

    @Test
    void each_of_many_keys_is_answered_in_its_place() {
        var keys = keys("done", "held", "free", "other");
        events().done(CONSUMER, keys.get(0), MEMORY);
        events().claim(CONSUMER, keys.get(1), LEASE);

        assertThat(events().claim(CONSUMER, keys, LEASE))
                .satisfiesExactly(
                        done -> assertThat(done).isEqualTo(new Claim.AlreadyDone()),
                        held -> assertThat(held).isInstanceOf(Claim.HeldByAnother.class),
                        free -> assertThat(free)
                                .isInstanceOfSatisfying(
                                        Claim.Granted.class,
                                        granted -> assertThat(granted.key()).isEqualTo(keys.get(2))),
                        other -> assertThat(other).isInstanceOf(Claim.Granted.class));
    }

    @Test
    void a_key_that_is_named_twice_is_granted_once() {
        assertThat(events().claim(CONSUMER, List.of(key, key), LEASE))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Claim.Granted.class),
                        second -> assertThat(second).isInstanceOf(Claim.HeldByAnother.class));
    }

    @Test
    void many_that_are_applied_are_done_and_many_that_failed_are_free_again() {
        var applied = keys("1", "2", "3");
        var failed = keys("4", "5", "6");
        granted(applied);
        var released = granted(failed);

        events().done(CONSUMER, applied, MEMORY);
        events().release(released);

        assertThat(events().claim(CONSUMER, applied, LEASE)).containsOnly(new Claim.AlreadyDone());
        assertThat(events().claim(CONSUMER, failed, LEASE)).allMatch(Claim.Granted.class::isInstance);
    }

    @Test
    void of_many_that_are_released_those_that_another_holds_by_now_stay_with_it() {
        var stale = events().claim(CONSUMER, keys("stale"), ofMillis(20)).stream()
                .map(Claim.Granted.class::cast)
                .toList();
        await().atMost(ofSeconds(5))
                .until(() -> events().claim(CONSUMER, keys("stale"), LEASE).getFirst() instanceof Claim.Granted);
        var own = granted(keys("own"));

        events().release(Stream.concat(stale.stream(), own.stream()).toList());

        assertThat(events().claim(CONSUMER, keys("stale", "own"), LEASE))
                .satisfiesExactly(
                        held -> assertThat(held).isInstanceOf(Claim.HeldByAnother.class),
                        free -> assertThat(free).isInstanceOf(Claim.Granted.class));
    }

    @Test
    void a_thousand_keys_are_one_call_and_none_are_none() {
        var thousand = IntStream.range(0, 1_024).mapToObj(i -> key + "-" + i).toList();
        var claims = granted(thousand);

        events().done(CONSUMER, thousand.subList(0, 512), MEMORY);
        events().release(claims.subList(512, 1_024));
        events().done(CONSUMER, List.of(), MEMORY);
        events().release(List.of());

        assertThat(events().claim(CONSUMER, List.of(), LEASE)).isEmpty();
        assertThat(events().claim(CONSUMER, thousand, LEASE))
                .filteredOn(Claim.AlreadyDone.class::isInstance)
                .hasSize(512);
    }

    @Test
    void of_batches_at_once_that_overlap_each_key_is_granted_once() throws Exception {
        var keys = IntStream.range(0, 64).mapToObj(i -> key + "-" + i).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Claim>>> batches = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<List<Claim>>)
                            () -> events().claim(CONSUMER, i % 2 == 0 ? keys : keys.reversed(), LEASE))
                    .toList();

            assertThat(threads.invokeAll(batches).stream()
                            .flatMap(batch -> answer(batch).stream())
                            .filter(Claim.Granted.class::isInstance)
                            .map(claim -> ((Claim.Granted) claim).key()))
                    .containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    private List<String> keys(String... names) {
        return Stream.of(names).map(name -> key + "-" + name).toList();
    }

    private List<Claim.Granted> granted(List<String> keys) {
        return events().claim(CONSUMER, keys, LEASE).stream()
                .map(Claim.Granted.class::cast)
                .toList();
    }

    private Claim.Granted successorClaims() {
        return (Claim.Granted) await().atMost(ofSeconds(5)).until(() -> claim(LEASE), Claim.Granted.class::isInstance);
    }

    private Claim.Granted granted(Duration lease) {
        return (Claim.Granted) claim(lease);
    }

    private Claim claim(Duration lease) {
        return events().claim(CONSUMER, key, lease);
    }

    private static <C> C answer(Future<C> claim) {
        try {
            return claim.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
