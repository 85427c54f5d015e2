package io.orderflow.invariants.broker;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.common.topic.TopicValidator;

/**
 * How many half messages the broker still keeps: those that its own check has not passed yet. A settled one counts until the
 * next check, so this looks several times before it reports any.
 */
public final class HalfMessages implements Check {

    private static final String TOPIC = TopicValidator.RMQ_SYS_TRANS_HALF_TOPIC;
    private static final String GROUP = "CID_RMQ_SYS_TRANS";
    /** On every broker, so its route names them all. */
    private static final String EVERYWHERE = "order-events";

    private final BrokerView broker;
    private final int mostLooks;

    /** @param mostLooks one a second while any is left */
    public HalfMessages(BrokerView broker, int mostLooks) {
        this.broker = broker;
        this.mostLooks = mostLooks;
    }

    @Override
    public Rule rule() {
        return Rule.quiet(13, "no-half-message", Rule.Names.SENTENCES, "no half message is left at the broker");
    }

    @Override
    public Offenders look(Connection auditor) throws Exception {
        long left = left();
        for (int look = 1; left > 0 && look < mostLooks; look++) {
            pause();
            left = left();
        }
        return left == 0 ? Offenders.none() : new Offenders(left, List.of("half messages"));
    }

    /** Now, settled ones that no check has passed yet included. */
    public long left() throws Exception {
        var brokers = broker.queues(EVERYWHERE).stream()
                .map(queue -> queue.of(TOPIC, 0))
                .distinct()
                .toList();
        if (brokers.isEmpty()) {
            throw new IllegalStateException("The name server knows no broker");
        }
        long left = 0;
        for (var queue : brokers) {
            // In the other order, a message that is checked in between is missed: its new copy is behind the end, and
            // the
            // check has moved past its old copy.
            long position = broker.position(GROUP, queue);
            left += broker.stored(queue) - position;
        }
        return left;
    }

    private static boolean pause() throws InterruptedException {
        // Never counted down: this only waits for one second.
        return new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    }
}
