package io.orderflow.seckill.redis;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.orderflow.seckill.redis.Admission.Admitted;
import io.orderflow.seckill.redis.Admission.KeyReused;
import io.orderflow.seckill.redis.Admission.LimitReached;
import io.orderflow.seckill.redis.Admission.NotOpen;
import io.orderflow.seckill.redis.Admission.QueueFull;
import io.orderflow.seckill.redis.Admission.RateReached;
import io.orderflow.seckill.redis.Admission.Repeated;
import io.orderflow.seckill.redis.Admission.SoldOut;
import io.orderflow.seckill.redis.Admission.TokenUsed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.redisson.api.RedissonClient;

/** Admission: any number of requests of one sale in one round trip, one after the other. */
@Singleton
public class Admissions {

    private static final Script ADMIT = Script.named("admit");

    private static final Argument<List<String>> STRINGS = Argument.listOf(String.class);
    private static final int FIELDS = 5;
    private static final String ADMITTED = "0";
    private static final String NO_EPOCH = "0";
    private static final String NOTHING = "";

    private final RedissonClient redisson;
    private final JsonMapper json;

    Admissions(RedissonClient redisson, JsonMapper json) {
        this.redisson = redisson;
        this.json = json;
    }

    /**
     * Never blocks; completes on a thread of the Redis client, exceptionally if Redis did not answer. Then some of the requests may
     * have been admitted: repeating them with the same key finds their tickets.
     *
     * <p>{@code EpochGone} also if the server does not know the script. Loading an epoch makes it known; a server that was
     * started since, from any copy, has forgotten it and must not give tickets.
     */
    public CompletionStage<AdmissionBatch> admit(long saleId, int epoch, Instant now, List<AdmissionRequest> requests) {
        return ADMIT.runIfKnown(
                        redisson,
                        keys(saleId),
                        Integer.toString(epoch),
                        Long.toString(now.toEpochMilli()),
                        written(requests))
                .thenApply(answer -> read(answer.orElse(NOTHING), requests));
    }

    /** Call it only if the server that answers now is the one that has this sale. */
    static void allow(RedissonClient redisson, long saleId) {
        ADMIT.makeKnown(redisson, keys(saleId), NO_EPOCH);
    }

    private static List<Object> keys(long saleId) {
        var keys = SaleKeys.of(saleId);
        return List.of(
                keys.sale(), keys.held(), keys.keys(), keys.tickets(), keys.expiry(), keys.queue(), keys.tokens());
    }

    private String written(List<AdmissionRequest> requests) {
        var fields = new ArrayList<String>(FIELDS * requests.size());
        for (var request : requests) {
            fields.add(request.ticket());
            fields.add(request.customerId());
            fields.add(request.key());
            fields.add(Integer.toString(request.quantity()));
            fields.add(request.token());
        }
        try {
            return json.writeValueAsString(STRINGS, fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static AdmissionBatch read(String answer, List<AdmissionRequest> requests) {
        if (answer.equals(NOTHING)) {
            return new AdmissionBatch.EpochGone();
        }
        var lines = answer.split("\n");
        var levels = lines[0].split(" ");
        long waiting = Long.parseLong(levels[1]);
        // The tickets given by this call are the last in the queue.
        long position = waiting - Stream.of(lines).filter(ADMITTED::equals).count();
        List<Admission> answers = new ArrayList<>(requests.size());
        for (int i = 1; i < lines.length; i++) {
            answers.add(
                    lines[i].equals(ADMITTED)
                            ? new Admitted(requests.get(i - 1).ticket(), ++position)
                            : notAdmitted(lines[i]));
        }
        return new AdmissionBatch.Answered(answers, Long.parseLong(levels[0]), waiting, Long.parseLong(levels[2]));
    }

    private static Admission notAdmitted(String line) {
        int afterCode = line.indexOf(' ') + 1;
        int afterNumber = line.indexOf(' ', afterCode) + 1;
        long number = Long.parseLong(line, afterCode, afterNumber - 1, 10);
        String ticket = line.substring(afterNumber);
        return switch (line.charAt(0)) {
            case '1' -> new Repeated(ticket, number);
            case '2' -> new NotOpen();
            case '3' -> new LimitReached(ticket, number);
            case '4' -> new SoldOut(number);
            case '5' -> new QueueFull(number);
            case '6' -> new RateReached(number);
            case '7' -> new TokenUsed();
            case '8' -> new KeyReused();
            default -> throw new IllegalStateException("admit.lua answered " + line);
        };
    }
}
