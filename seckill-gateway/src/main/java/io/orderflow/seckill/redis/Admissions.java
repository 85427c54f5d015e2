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
        var arguments = new Object[2 + requests.size()];
        arguments[0] = Integer.toString(epoch);
        arguments[1] = Long.toString(now.toEpochMilli());
        int next = 2;
        for (var request : requests) {
            arguments[next++] = packed(request);
        }
        return ADMIT.runForTextAsync(
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
                .thenApply(answer -> read(answer, requests.size()));
    }

    /** The customer at the end: an id may have spaces. */
    private static String packed(AdmissionRequest request) {
        return request.ticket()
                + ' '
                + request.quantity()
                + ' '
                + request.key()
                + ' '
                + request.token()
                + ' '
                + request.customerId();
    }

    private static AdmissionBatch read(String answer, int requests) {
        if (answer.isEmpty()) {
            return new AdmissionBatch.EpochGone();
        }
        var lines = answer.lines().iterator();
        var levels = lines.next().split(" ");
        List<Admission> answers = new ArrayList<>(requests);
        while (lines.hasNext()) {
            String line = lines.next();
            int number = line.indexOf(' ') + 1;
            int ticket = line.indexOf(' ', number) + 1;
            answers.add(
                    admission(line.charAt(0), line.substring(ticket), Long.parseLong(line, number, ticket - 1, 10)));
        }
        return new AdmissionBatch.Answered(
                answers, Long.parseLong(levels[0]), Long.parseLong(levels[1]), Long.parseLong(levels[2]));
    }

    private static Admission admission(char code, String ticket, long number) {
        return switch (code) {
            case '0' -> new Admitted(ticket, number);
            case '1' -> new Repeated(ticket, number);
            case '2' -> new NotOpen();
            case '3' -> new LimitReached(ticket, number);
            case '4' -> new SoldOut(number);
            case '5' -> new QueueFull(number);
            case '6' -> new RateReached(number);
            case '7' -> new TokenUsed();
            default -> throw new IllegalStateException("admit.lua answered code " + code);
        };
    }
}
