package io.orderflow.seckill.redis;

import io.orderflow.seckill.redis.SaleSnapshot.State;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;

/** Loads a sale's epoch into Redis, changes its terms there, and reads it. */
@Singleton
public class LoadedSales {

    private static final Script LOAD = Script.named("load");
    private static final Script LOADED = Script.named("loaded");
    private static final Script CONFIGURE = Script.named("configure");
    private static final int HOLDINGS_PER_CALL = 1_000;

    private final RedissonClient redisson;

    LoadedSales(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /**
     * What a customer holds from earlier epochs.
     *
     * @param ticket the latest
     */
    public record Holding(String customerId, int units, String ticket) {}

    /**
     * Replaces what Redis has of this sale. No request is admitted before all of it is there.
     *
     * @param stock units for sale
     * @return false if this epoch, or a later one, was loaded already, or another instance is loading it now
     */
    public boolean load(long saleId, int epoch, State state, long stock, SaleTerms terms, Iterable<Holding> holdings) {
        var keys = SaleKeys.of(saleId);
        String loader = UUID.randomUUID().toString();
        List<Object> arguments = new ArrayList<>(
                List.of(Integer.toString(epoch), runId(), loader, AdmissionQueue.GROUP, "stock", Long.toString(stock)));
        arguments.addAll(fields(terms));
        long loading = LOAD.runForNumber(
                redisson,
                List.of(
                        keys.sale(),
                        keys.held(),
                        keys.keys(),
                        keys.tickets(),
                        keys.expiry(),
                        keys.queue(),
                        keys.tokens(),
                        keys.returned()),
                arguments.toArray());
        if (loading == 0) {
            return false;
        }
        RMap<String, String> held = redisson.getMap(keys.held(), StringCodec.INSTANCE);
        Map<String, String> chunk = new HashMap<>();
        for (var holding : holdings) {
            chunk.put(holding.customerId(), holding.units() + " " + holding.ticket());
            if (chunk.size() == HOLDINGS_PER_CALL) {
                held.putAll(chunk);
                chunk.clear();
            }
        }
        held.putAll(chunk);
        allowAdmission(saleId);
        return LOADED.runForNumber(redisson, List.of(keys.sale()), Integer.toString(epoch), loader, name(state)) == 1;
    }

    /**
     * From now on the server that answers admits: the caller has seen that it is the one that the sale was loaded on. Lost when it
     * is restarted, or its scripts are flushed.
     */
    public void allowAdmission(long saleId) {
        Admissions.allow(redisson, saleId);
    }

    /** @return false if Redis has another epoch, is still loading this one, or has a later version of the row */
    public boolean configure(long saleId, int epoch, State state, SaleTerms terms) {
        List<Object> arguments =
                new ArrayList<>(List.of(Integer.toString(epoch), Long.toString(terms.version()), "state", name(state)));
        arguments.addAll(fields(terms));
        return CONFIGURE.runForNumber(redisson, List.of(SaleKeys.of(saleId).sale()), arguments.toArray()) == 1;
    }

    /** Empty if Redis does not know the sale. */
    public Optional<SaleSnapshot> look(long saleId) {
        Map<String, String> sale = redisson.<String, String>getMap(
                        SaleKeys.of(saleId).sale(), StringCodec.INSTANCE)
                .readAllMap();
        if (!sale.containsKey("epoch")) {
            return Optional.empty();
        }
        return Optional.of(new SaleSnapshot(
                Math.toIntExact(number(sale, "epoch")),
                text(sale, "run"),
                State.valueOf(text(sale, "state").toUpperCase(Locale.ROOT)),
                number(sale, "stock"),
                number(sale, "seq"),
                number(sale, "settled"),
                number(sale, "peak"),
                number(sale, "bound"),
                Math.toIntExact(number(sale, "rate"))));
    }

    /**
     * A ticket that waits for its decision.
     *
     * @param place which ticket of its epoch it is, from 1; never changes
     * @param position in the queue, from 1
     */
    public record Waiting(String customerId, int quantity, long place, long position) {}

    /** Empty if the ticket does not wait, or Redis does not know it. */
    public Optional<Waiting> position(long saleId, String ticket) {
        var keys = SaleKeys.of(saleId);
        @Nullable
        String waits = redisson.<String, String>getMap(keys.tickets(), StringCodec.INSTANCE)
                .get(ticket);
        if (waits == null) {
            return Optional.empty();
        }
        @Nullable
        String settled = redisson.<String, String>getMap(keys.sale(), StringCodec.INSTANCE)
                .get("settled");
        String[] parts = waits.split(" ", 3);
        long place = Long.parseLong(parts[0]);
        return Optional.of(new Waiting(
                parts[2],
                Integer.parseInt(parts[1]),
                place,
                Math.max(1, place - (settled == null ? 0 : Long.parseLong(settled)))));
    }

    /** Customers that have a ticket or units of this epoch. */
    public Iterable<String> holders(long saleId) {
        return redisson.<String, String>getMap(SaleKeys.of(saleId).held(), StringCodec.INSTANCE)
                .keySet(10_000);
    }

    /** Changes with every start of the server, and is another one on each replica. */
    public String runId() {
        return text(
                redisson.getRedisNodes(RedisNodes.SINGLE).getInstance().info(RedisNode.InfoSection.SERVER), "run_id");
    }

    private static List<Object> fields(SaleTerms terms) {
        return List.of(
                "version", Long.toString(terms.version()),
                "opens", Long.toString(terms.opensAt().toEpochMilli()),
                "closes", Long.toString(terms.closesAt().toEpochMilli()),
                "limit", Integer.toString(terms.limitPerCustomer()),
                "bound", Long.toString(terms.queueBound()),
                "rate", Integer.toString(terms.admissionRate()),
                "reservation", Long.toString(terms.reservation().toMillis()));
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static long number(Map<String, String> sale, String field) {
        return Long.parseLong(text(sale, field));
    }

    private static String text(Map<String, String> sale, String field) {
        return Objects.requireNonNull(sale.get(field), field);
    }
}
