package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which transactions the broker waits for. */
@Singleton
public final class HalfMessages {

    private final BrokerConnection connection;
    private final HalfQueue queue;
    private final Snapshot<WaitingHalfMessages> waiting;

    HalfMessages(BrokerConnection connection, HalfQueue queue) {
        this.connection = connection;
        this.queue = queue;
        this.waiting = new Snapshot<>("RocketMQ, half messages", this::look);
    }

    /** At most some seconds old. */
    public Source<WaitingHalfMessages> waiting() {
        return waiting.now();
    }

    private WaitingHalfMessages look() throws Exception {
        long count = 0;
        int most = 0;
        List<HalfMessage> first = new ArrayList<>();
        for (var broker : connection.brokers()) {
            var seen = queue.read(broker);
            count += seen.count();
            most = Math.max(most, seen.most());
            first.addAll(seen.first());
        }
        first.sort(Comparator.comparing(HalfMessage::bornAt));
        return new WaitingHalfMessages(count, first, most);
    }
}
