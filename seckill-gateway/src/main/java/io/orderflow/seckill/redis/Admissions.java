package io.orderflow.seckill.redis;

import io.orderflow.seckill.redis.Admission.Admitted;
import io.orderflow.seckill.redis.Admission.LimitReached;
import io.orderflow.seckill.redis.Admission.NotOpen;
import io.orderflow.seckill.redis.Admission.QueueFull;
import io.orderflow.seckill.redis.Admission.RateReached;
import io.orderflow.seckill.redis.Admission.Repeated;
import io.orderflow.seckill.redis.Admission.SoldOut;
import io.orderflow.seckill.redis.Admission.TokenUsed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RedissonClient;

/** Admission: any number of requests of one sale in one round trip, one after the other. */
@Singleton
public class Admissions {

    private static final Script ADMIT = Script.named("admit");
    private static final int FIELDS = 5;
    private static final int LEVELS = 3;

    private final RedissonClient redisson;

    Admissions(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /**
     * Never blocks; completes on a thread of the Redis client, exceptionally if Redis did not answer. Then some of the requests may
     * have been admitted: repeating them with the same key finds their tickets.
     */
    public CompletionStage<AdmissionBatch> admit(long saleId, int epoch, Instant now, List<AdmissionRequest> requests) {
        var keys = SaleKeys.of(saleId);
        var arguments = new Object[2 + FIELDS * requests.size()];
        arguments[0] = Integer.toString(epoch);
        arguments[1] = Long.toString(now.toEpochMilli());
        int next = 2;
        for (var request : requests) {
            arguments[next++] = request.ticket();
            arguments[next++] = request.customerId();
            arguments[next++] = request.key();
            arguments[next++] = Integer.toString(request.quantity());
            arguments[next++] = request.token();
        }
        return ADMIT.runAsync(
                        redisson,
                        List.of(
                                keys.sale(),
                                keys.held(),
                                keys.keys(),
                                keys.tickets(),
                                keys.expiry(),
                                keys.queue(),
                                keys.tokens()),
                        arguments)
                .thenApply(Admissions::read);
    }

    private static AdmissionBatch read(List<Object> answer) {
        if (answer.isEmpty()) {
            return new AdmissionBatch.EpochGone();
        }
        List<Admission> answers = new ArrayList<>(answer.size() / LEVELS);
        for (int i = LEVELS; i < answer.size(); i += 3) {
            answers.add(admission((long) answer.get(i), (String) answer.get(i + 1), (long) answer.get(i + 2)));
        }
        return new AdmissionBatch.Answered(answers, (long) answer.get(0), (long) answer.get(1), (long) answer.get(2));
    }

    private static Admission admission(long code, String ticket, long number) {
        return switch ((int) code) {
            case 0 -> new Admitted(ticket, number);
            case 1 -> new Repeated(ticket, number);
            case 2 -> new NotOpen();
            case 3 -> new LimitReached(ticket, number);
            case 4 -> new SoldOut(number);
            case 5 -> new QueueFull(number);
            case 6 -> new RateReached(number);
            case 7 -> new TokenUsed();
            default -> throw new IllegalStateException("admit.lua answered code " + code);
        };
    }
}
