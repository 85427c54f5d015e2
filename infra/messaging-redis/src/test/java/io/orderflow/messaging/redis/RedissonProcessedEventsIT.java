package io.orderflow.messaging.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.orderflow.messaging.idempotency.Claim;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import io.orderflow.messaging.idempotency.ProcessedEventsContract;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;

class RedissonProcessedEventsIT extends ProcessedEventsContract {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private static ApplicationContext application;
    /** What the contract asks is which claim wins, not how soon: a busy machine may take its time. */
    private static ApplicationContext patient;

    @BeforeAll
    static void start() {
        application = application(Duration.ofMillis(500));
        patient = application(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        application.close();
        patient.close();
    }

    @AfterEach
    void redis_is_back() {
        TestServers.get().redis().start();
        await().ignoreExceptions().until(() -> claim(UUID.randomUUID().toString()) instanceof Claim.Granted);
    }

    @Override
    protected ProcessedEvents events() {
        return patient.getBean(ProcessedEvents.class);
    }

    @Test
    void a_flushed_redis_grants_again_and_the_database_decides() {
        application.getBean(ProcessedEvents.class).done("group", "flushed", LEASE);

        TestServers.get().redis().flushAll();

        assertThat(claim("flushed")).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void scripts_that_redis_forgot_are_sent_again() {
        claim("forgotten");

        TestServers.get().redis().flushScripts();

        assertThat(claim("forgotten")).isInstanceOf(Claim.HeldByAnother.class);
    }

    @Test
    void a_call_that_is_sent_again_because_its_answer_was_late_is_granted_the_same() {
        var events = (RedissonProcessedEvents) patient.getBean(ProcessedEvents.class);
        var keys = List.of("late", "late", "later");
        var first = events.claim("group", keys, LEASE, "token");

        assertThat(events.claim("group", keys, LEASE, "token"))
                .satisfiesExactly(
                        again -> assertThat(again).isEqualTo(first.get(0)),
                        twice -> assertThat(twice).isInstanceOf(Claim.HeldByAnother.class),
                        later -> assertThat(later).isEqualTo(first.get(2)))
                .first()
                .isInstanceOf(Claim.Granted.class);
        assertThat(events.claim("group", keys, LEASE, "another")).allMatch(Claim.HeldByAnother.class::isInstance);
        events.done("group", "later", LEASE);
        assertThat(events.claim("group", keys, LEASE, "token").getLast()).isEqualTo(new Claim.AlreadyDone());
    }

    @Test
    void redis_that_is_down_fails_the_first_call_soon_and_the_next_ones_at_once() {
        claim("before");
        TestServers.get().redis().kill9();

        long begun = System.nanoTime();
        assertThatThrownBy(() -> claim("down")).isInstanceOf(RedisAwayException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));

        begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(catchThrowable(() -> claim("down"))).isInstanceOf(RedisAwayException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void redis_that_hangs_costs_a_time_out_and_then_nothing() {
        claim("before");
        TestServers.get().redis().pause();
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> claim("hanging")).isInstanceOf(RedisAwayException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            assertThatThrownBy(() -> claim("hanging")).hasMessageContaining("not asked now");
        } finally {
            TestServers.get().redis().resume();
        }
    }

    @Test
    void an_application_starts_while_redis_is_away_and_finds_it_when_it_is_back() {
        TestServers.get().redis().kill9();
        try (var early = application(Duration.ofMillis(500))) {
            var events = early.getBean(ProcessedEvents.class);
            assertThatThrownBy(() -> events.claim("group", "early", LEASE)).isInstanceOf(RedisAwayException.class);

            TestServers.get().redis().start();

            await().ignoreExceptions()
                    .until(() -> events.claim("group", UUID.randomUUID().toString(), LEASE) instanceof Claim.Granted);
        }
    }

    @Test
    void keys_expire_by_themselves() {
        claim("expiring");

        long remaining = application
                .getBean(RedissonClient.class)
                .getScript()
                .eval(
                        RScript.Mode.READ_ONLY,
                        "return redis.call('PTTL', 'claim:group:expiring')",
                        RScript.ReturnType.LONG);

        assertThat(remaining).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"points_service, points-service", "coupon_service, coupon-service", "notify_service, notify-service"})
    void a_service_claims_as_the_user_that_it_is_and_nothing_of_others(String user, String group) {
        try (var service = ApplicationContext.run(TestServers.get().redis(user).properties())) {
            var events = service.getBean(ProcessedEvents.class);
            var key = UUID.randomUUID().toString();

            events.release((Claim.Granted) events.claim(group, key, LEASE));
            events.done(group, key, LEASE);

            assertThat(events.claim(group, key, LEASE)).isInstanceOf(Claim.AlreadyDone.class);
            assertThatThrownBy(() -> events.claim("group", key, LEASE)).hasMessageContaining("NOPERM");
        }
    }

    @Test
    void credentials_in_the_url_are_refused_and_not_repeated() {
        try (var wrong = ApplicationContext.run(Map.of("redis.url", "redis://ada:hush@127.0.0.1:6379"))) {
            assertThatThrownBy(() -> wrong.getBean(RedisConfiguration.class))
                    .hasStackTraceContaining("redis.username and redis.password")
                    .hasMessageNotContaining("hush");
        }
    }

    private Claim claim(String key) {
        return application.getBean(ProcessedEvents.class).claim("group", key, LEASE);
    }

    private static ApplicationContext application(Duration timeout) {
        var properties = new HashMap<>(TestServers.get().redisAdministrator().properties());
        properties.put("redis.timeout", timeout);
        return ApplicationContext.run(properties);
    }
}
