package io.orderflow.dashboard.journal;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.dashboard.live.Live;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.stream.Stream;

/** One transaction for all batches that the broker delivers at once; open pages are notified when it is committed. */
@RocketMQListener(value = "dashboard-journal", threads = 2, batch = 32, linger = "50ms")
class JournalListener {

    private final JournalRows rows;
    private final Live live;

    JournalListener(JournalRows rows, Live live) {
        this.rows = rows;
        this.live = live;
    }

    @Topic(JournalTopic.NAME)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    void told(@MessageBody List<JournalBatch> batches) {
        rows.add(batches);
        keys(batches).forEach(key -> live.changed("order:" + key));
        live.changed("journal");
    }

    private static Stream<String> keys(List<JournalBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.entries().stream())
                .flatMap(entry -> entry.keys().stream())
                .distinct();
    }
}
