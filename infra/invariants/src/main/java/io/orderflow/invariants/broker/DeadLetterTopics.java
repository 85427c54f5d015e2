package io.orderflow.invariants.broker;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.common.topic.TopicValidator;

/**
 * Reads the dead-letter topics and the topic of half messages that were checked too often, and looks for a stored row of each
 * message. Rows stay, so what was found once is not read again by the same instance.
 */
public final class DeadLetterTopics implements Check {

    private static final String CHECK_EXHAUSTED = TopicValidator.RMQ_SYS_TRANS_CHECK_MAX_TIME_TOPIC;

    private final BrokerView broker;
    private final int mostMessages;
    private final Duration grace;
    private final Clock clock;
    private final Map<MessageQueue, Long> found = new HashMap<>();

    /**
     * @param mostMessages read in one look; where there are more, the rule is unchecked until later looks have read on
     * @param grace how long a message may be on its way to its row
     */
    public DeadLetterTopics(BrokerView broker, int mostMessages, Duration grace, Clock clock) {
        this.broker = broker;
        this.mostMessages = mostMessages;
        this.grace = grace;
        this.clock = clock;
    }

    @Override
    public Rule rule() {
        return Rule.quiet(
                13,
                "dead-letters-stored",
                Rule.Names.MESSAGES,
                "every message in a dead-letter topic has a stored row");
    }

    @Override
    public synchronized Offenders look(Connection auditor) throws Exception {
        var missing = Offenders.collect();
        int read = 0;
        for (String topic : broker.topics()) {
            if (topic.startsWith(MixAll.DLQ_GROUP_TOPIC_PREFIX) || topic.equals(CHECK_EXHAUSTED)) {
                for (var queue : broker.queues(topic)) {
                    read += look(queue, auditor, missing, mostMessages - read);
                }
            }
        }
        return missing.found();
    }

    private int look(BrokerView.Queue queue, Connection auditor, Offenders.Collector missing, int most)
            throws Exception {
        long end = broker.end(queue);
        long next = Math.max(broker.first(queue), found.getOrDefault(queue.queue(), 0L));
        boolean allStored = true;
        int read = 0;
        while (next < end) {
            if (read >= most) {
                throw new IllegalStateException("%s has %d messages more to read"
                        .formatted(queue.queue().getTopic(), end - next));
            }
            var messages = broker.read(queue, next);
            if (messages.isEmpty()) {
                break;
            }
            var stored = stored(messages, auditor);
            for (var message : messages) {
                if (Collections.disjoint(message.ids(), stored)) {
                    allStored = false;
                    if (message.storedAt().isBefore(clock.instant().minus(grace))) {
                        missing.add(queue.queue().getTopic() + " "
                                + message.ids().iterator().next());
                    }
                }
            }
            read += messages.size();
            next = messages.getLast().offset() + 1;
            if (allStored) {
                found.put(queue.queue(), next);
            }
        }
        return read;
    }

    private static Set<String> stored(List<StoredMessage> messages, Connection auditor) throws SQLException {
        var ids = messages.stream().flatMap(message -> message.ids().stream()).toList();
        String places = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        try (var select = auditor.prepareStatement(
                "SELECT message_id FROM dashboard.dead_letter WHERE message_id IN (" + places + ")")) {
            for (int index = 0; index < ids.size(); index++) {
                select.setString(index + 1, ids.get(index));
            }
            var stored = new HashSet<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    stored.add(rows.getString(1));
                }
            }
            return stored;
        }
    }
}
