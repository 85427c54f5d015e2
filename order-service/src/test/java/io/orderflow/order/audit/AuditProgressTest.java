package io.orderflow.order.audit;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditProgressTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AuditProgress progress = new AuditProgress();

    @Test
    void an_audit_that_has_seen_nothing_holds_nobody_back() {
        assertThat(progress.isBehind(ofSeconds(10), NOON)).isFalse();
    }

    @Test
    void an_audit_that_keeps_up_is_not_behind() {
        progress.reached(NOON.minusSeconds(1), NOON);
        assertThat(progress.isBehind(ofSeconds(10), NOON)).isFalse();
    }

    @Test
    void an_audit_at_work_on_old_orders_is_behind() {
        progress.reached(NOON.minusSeconds(60), NOON);
        assertThat(progress.isBehind(ofSeconds(10), NOON.plusSeconds(5))).isTrue();
    }

    @Test
    void an_audit_that_fell_silent_holds_nobody_back() {
        progress.reached(NOON.minusSeconds(60), NOON);
        assertThat(progress.isBehind(ofSeconds(10), NOON.plusSeconds(31))).isFalse();
    }
}
