package io.orderflow.seckill.redis;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;

/** Ends the process as a SIGKILL would, when Redis has admitted and no customer has been answered. */
@Singleton
@Replaces(Admissions.class)
@Requires(property = "rehearsal.die-after-script")
public class DiesAfterScript extends Admissions {

    private static final int KILLED = 137;

    DiesAfterScript(RedissonClient redisson, JsonMapper json) {
        super(redisson, json);
    }

    @Override
    public CompletionStage<AdmissionBatch> admit(long saleId, int epoch, Instant now, List<AdmissionRequest> requests) {
        return super.admit(saleId, epoch, now, requests).whenComplete((batch, failure) -> {
            if (batch instanceof AdmissionBatch.Answered) {
                Runtime.getRuntime().halt(KILLED);
            }
        });
    }
}
