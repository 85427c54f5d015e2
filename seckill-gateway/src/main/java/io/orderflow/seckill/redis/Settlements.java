package io.orderflow.seckill.redis;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.redisson.api.RedissonClient;

/** Records decisions in Redis, and puts units that stay unsold on sale again, each exactly once in an epoch. */
@Singleton
public class Settlements {

    private static final Script SETTLE = Script.named("settle");
    private static final Script GIVE_BACK = Script.named("give-back");
    private static final Script OVERDUE = Script.named("overdue");

    /** Calls of the admission script whose tickets are looked at in one call. No request is admitted meanwhile. */
    private static final int ADMITTED_TOGETHER = 16;

    private final RedissonClient redisson;

    Settlements(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /** @param forSaleAgain whether it has no order */
    public record Decided(String ticket, boolean forSaleAgain) {}

    /** An order whose units are for sale again. */
    public record GivenBack(String ticket, String customerId, int quantity) {}

    /** A ticket that has waited longer than its reservation. */
    public record Overdue(String ticket, String customerId, int quantity) {}

    /** Repeats change nothing. */
    public StockChange settle(long saleId, int epoch, List<Decided> decided) {
        var keys = SaleKeys.of(saleId);
        var arguments = new ArrayList<Object>(1 + 2 * decided.size());
        arguments.add(Integer.toString(epoch));
        for (var each : decided) {
            arguments.add(each.ticket());
            arguments.add(each.forSaleAgain() ? "1" : "0");
        }
        return change(SETTLE.run(redisson, List.of(keys.sale(), keys.held(), keys.tickets()), arguments.toArray()));
    }

    /** Repeats change nothing. */
    public StockChange giveBack(long saleId, int epoch, List<GivenBack> orders) {
        var keys = SaleKeys.of(saleId);
        var arguments = new ArrayList<Object>(1 + 3 * orders.size());
        arguments.add(Integer.toString(epoch));
        for (var order : orders) {
            arguments.add(order.ticket());
            arguments.add(order.customerId());
            arguments.add(Integer.toString(order.quantity()));
        }
        return change(GIVE_BACK.run(
                redisson, List.of(keys.sale(), keys.held(), keys.tickets(), keys.returned()), arguments.toArray()));
    }

    /**
     * Undecided tickets whose reservation has ended. They go on waiting; no other call returns them within {@code pause}.
     *
     * @param enough no more are looked for once there are so many; those that were admitted together come together
     */
    public List<Overdue> takeOverdue(long saleId, int epoch, Instant now, Duration pause, int enough) {
        var overdue = new ArrayList<Overdue>();
        boolean more = true;
        while (more && overdue.size() < enough) {
            more = takeOverdue(SaleKeys.of(saleId), epoch, now, now.plus(pause), overdue);
        }
        return overdue;
    }

    /** @return whether there may be more */
    private boolean takeOverdue(SaleKeys keys, int epoch, Instant now, Instant next, List<Overdue> overdue) {
        var answer = OVERDUE.run(
                redisson,
                List.of(keys.sale(), keys.tickets(), keys.expiry()),
                Integer.toString(epoch),
                Long.toString(now.toEpochMilli()),
                Long.toString(next.toEpochMilli()),
                Integer.toString(ADMITTED_TOGETHER));
        for (int i = 1; i < answer.size(); i += 3) {
            overdue.add(new Overdue(
                    (String) answer.get(i), (String) answer.get(i + 2), quantity((String) answer.get(i + 1))));
        }
        return (long) answer.getFirst() == ADMITTED_TOGETHER;
    }

    /** 0, which is refused, for text that is no quantity. */
    private static int quantity(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static StockChange change(List<Object> answer) {
        return answer.isEmpty()
                ? StockChange.NONE
                : new StockChange((long) answer.get(0), (long) answer.get(1), Math.toIntExact((long) answer.get(2)));
    }
}
