package io.orderflow.messaging;

import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker for tests. Its time passes only in {@link #advance}: there, on the calling thread, check-backs are asked and messages are
 * delivered, each at its own instant. So a test takes milliseconds and always sees the same.
 *
 * <p>It keeps the promises of {@code HalfMessagesContract} and {@code ConsumerContract}, as an adapter does, and fails where a test
 * asks it to: a verdict gets lost, or settlements, so that a message is delivered twice; the broker restarts with what it has stored.
 *
 * <p>For one thread; what it calls may call it, too.
 */
public final class InMemoryBroker implements HalfMessages {

    /** The age at which a half message is asked about first, and the pause until it is asked about again. */
    public static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    /** When a message is delivered again whose settlement the broker has not learned. */
    public static final Duration UNSETTLED = Duration.ofSeconds(10);

    /** Without it, a message that is redelivered at once each time would be an instant without end. */
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryBroker.class);

    private record Stored(String id, OutgoingMessage content, Instant bornAt) {}

    private record Half(Stored message, Instant nextCheck) {}

    /** @param attempt of the delivery that it waits for */
    private record Waiting(Stored message, int attempt, Instant due) {}

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private final Map<String, Half> halfMessages = new LinkedHashMap<>();
    private final List<Stored> messages = new ArrayList<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private @Nullable BiFunction<String, Instant, Verdict> checkBack;
    private int sent;
    private int checkBacks;
    private int restarts;
    private boolean loseVerdict;
    private boolean loseSettlements;

    /** Shows this broker's time. */
    public Clock clock() {
        return clock;
    }

    /**
     * Until then nothing is asked; a later call takes the place of an earlier one.
     *
     * @param answer gets the transaction's id and when its half message was sent, as {@code CheckBack::answer} does
     */
    public void answerCheckBacks(BiFunction<String, Instant, Verdict> answer) {
        checkBack = answer;
    }

    /**
     * A group's first subscription gets all that was sent to {@code topic} before; a later one takes the place of the earlier.
     *
     * @param batch the most deliveries that {@code consumer} gets in one call
     * @param consumer answers with one settlement for each delivery, in their order; if it throws, none is settled
     */
    public void subscribe(String group, String topic, int batch, Function<List<Delivery>, List<Settlement>> consumer) {
        var subscribed = groups.computeIfAbsent(group, name -> {
            var added = new Group(name, topic);
            messages.forEach(added::add);
            return added;
        });
        subscribed.batch = batch;
        subscribed.consumer = consumer;
    }

    /** An ordinary message, visible at once. */
    public void send(OutgoingMessage message) {
        publish(stored(message));
    }

    @Override
    public void send(OutgoingMessage message, String txId, Supplier<Verdict> local) {
        halfMessages.put(txId, new Half(stored(message), now.plus(CHECK_EVERY)));
        int connection = restarts;
        var verdict = Verdict.UNKNOWN;
        try {
            verdict = local.get();
        } finally {
            if (loseVerdict || connection != restarts) {
                loseVerdict = false;
            } else {
                end(txId, verdict);
            }
        }
    }

    /** Lets {@code time} pass, and everything happen that is due by then; {@code Duration.ZERO} for what is due now. */
    public void advance(Duration time) {
        var end = now.plus(time);
        for (var due = nextDue(); due.isPresent() && !due.get().isAfter(end); due = nextDue()) {
            passUntil(due.get());
            askAboutHalfMessages();
            List.copyOf(groups.values()).forEach(this::deliver);
        }
        passUntil(end);
    }

    /** The next verdict does not arrive. */
    public void loseNextVerdict() {
        loseVerdict = true;
    }

    /** The next settlements do not arrive: what they are about is delivered again after {@link #UNSETTLED}. */
    public void loseNextSettlements() {
        loseSettlements = true;
    }

    /**
     * Everything that was stored is still there, and everyone is connected again. From within a callback: its answer is lost, be it a
     * verdict, the answer to a check-back or settlements.
     */
    public void restart() {
        restarts++;
    }

    /** How many check-backs were asked. */
    public int checkBacks() {
        return checkBacks;
    }

    /** What {@code group} has given up, each as it was delivered last. */
    public List<Delivery> deadLetters(String group) {
        return List.copyOf(Objects.requireNonNull(groups.get(group), group).deadLetters);
    }

    private Optional<Instant> nextDue() {
        var checks = checkBack == null
                ? Stream.<Instant>of()
                : halfMessages.values().stream().map(Half::nextCheck);
        var deliveries = groups.values().stream()
                .flatMap(group -> group.waiting.stream())
                .map(Waiting::due);
        return Stream.concat(checks, deliveries).min(Instant::compareTo);
    }

    /** A callback that let time pass may have come further. */
    private void passUntil(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
    }

    private Stored stored(OutgoingMessage message) {
        return new Stored("m-" + ++sent, message, now);
    }

    private void askAboutHalfMessages() {
        for (var txId : List.copyOf(halfMessages.keySet())) {
            var half = halfMessages.get(txId);
            if (checkBack != null && half != null && !half.nextCheck().isAfter(now)) {
                halfMessages.put(txId, new Half(half.message(), now.plus(CHECK_EVERY)));
                checkBacks++;
                int connection = restarts;
                var verdict = checkBack.apply(txId, half.message().bornAt());
                if (connection == restarts) {
                    end(txId, verdict);
                }
            }
        }
    }

    private void end(String txId, Verdict verdict) {
        if (verdict == Verdict.UNKNOWN) {
            return;
        }
        var half = halfMessages.remove(txId);
        if (half != null && verdict == Verdict.COMMIT) {
            publish(half.message());
        }
    }

    private void publish(Stored message) {
        messages.add(message);
        groups.values().forEach(group -> group.add(message));
    }

    private void deliver(Group group) {
        var batch = group.takeDue();
        if (batch.isEmpty()) {
            return;
        }
        int connection = restarts;
        List<Settlement> settlements = List.of();
        try {
            settlements =
                    group.consumer.apply(batch.stream().map(group::delivery).toList());
        } catch (RuntimeException unsettled) {
            LOG.warn("Group {}: {} deliveries are not settled", group.name, batch.size(), unsettled);
        } finally {
            if (loseSettlements || connection != restarts || settlements.size() != batch.size()) {
                loseSettlements = false;
                batch.forEach(each -> group.redeliver(each, UNSETTLED));
            } else {
                for (int i = 0; i < batch.size(); i++) {
                    group.settle(batch.get(i), settlements.get(i));
                }
            }
        }
    }

    private final class Group {

        private final String name;
        private final String topic;
        private final List<Waiting> waiting = new ArrayList<>();
        private final List<Delivery> deadLetters = new ArrayList<>();
        private int batch = 1;
        private Function<List<Delivery>, List<Settlement>> consumer = deliveries -> List.of();

        Group(String name, String topic) {
            this.name = name;
            this.topic = topic;
        }

        void add(Stored message) {
            if (message.content().topic().equals(topic)) {
                waiting.add(new Waiting(message, 1, now));
            }
        }

        List<Waiting> takeDue() {
            var due = waiting.stream()
                    .filter(each -> !each.due().isAfter(now))
                    .limit(batch)
                    .toList();
            waiting.removeAll(due);
            return due;
        }

        Delivery delivery(Waiting due) {
            var content = due.message().content();
            return new Delivery(
                    name,
                    topic,
                    content.tag(),
                    content.key(),
                    due.message().id(),
                    due.attempt(),
                    content.headers(),
                    content.body(),
                    due.message().bornAt());
        }

        void settle(Waiting delivered, Settlement settlement) {
            switch (settlement) {
                case Settlement.Acknowledge acknowledged -> {}
                case Settlement.Redeliver(Duration after) -> redeliver(delivered, after);
                case Settlement.DeadLetter dead -> deadLetters.add(delivery(delivered));
            }
        }

        void redeliver(Waiting delivered, Duration after) {
            var delay = after.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : after;
            waiting.add(new Waiting(delivered.message(), delivered.attempt() + 1, now.plus(delay)));
        }
    }
}
