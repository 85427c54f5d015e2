package io.orderflow.seckill.recover;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.seckill.redis.SaleSnapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossReasonTest {

    private static final String HERE = "run-1";
    private static final String ELSEWHERE = "run-2";

    @Test
    void what_redis_was_loaded_with_and_still_has_is_no_loss() {
        assertThat(LossReason.of(3, seen(3, HERE), HERE)).isEmpty();
    }

    @Test
    void nothing_another_server_and_an_earlier_epoch_are_losses() {
        assertThat(LossReason.of(3, Optional.empty(), HERE)).contains(LossReason.MISSING);
        assertThat(LossReason.of(3, seen(3, HERE), ELSEWHERE)).contains(LossReason.OTHER_SERVER);
        assertThat(LossReason.of(3, seen(2, HERE), HERE)).contains(LossReason.OLD_EPOCH);
    }

    @Test
    void a_later_epoch_means_that_somebody_else_has_noticed() {
        assertThat(LossReason.of(3, seen(4, HERE), HERE)).isEmpty();
        assertThat(LossReason.of(3, seen(4, HERE), ELSEWHERE)).isEmpty();
    }

    private static Optional<SaleSnapshot> seen(int epoch, String runId) {
        return Optional.of(new SaleSnapshot(epoch, runId, SaleSnapshot.State.OPEN, 1, 0, 0, 0, 1, 0));
    }
}
