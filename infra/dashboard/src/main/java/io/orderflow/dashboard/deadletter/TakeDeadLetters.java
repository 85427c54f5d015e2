package io.orderflow.dashboard.deadletter;

import io.orderflow.dashboard.deadletter.broker.DeadMessage;
import io.orderflow.dashboard.deadletter.broker.DeadMessages;
import io.orderflow.dashboard.live.Live;
import jakarta.inject.Singleton;
import java.util.List;

/** First the row, then everything that can be done again: learning why, telling open pages. */
@Singleton
final class TakeDeadLetters implements DeadMessages {

    static final String SUBJECT = "dead-letters";

    private final StoreDeadLetters store;
    private final LearnAttempts learn;
    private final Live live;

    TakeDeadLetters(StoreDeadLetters store, LearnAttempts learn, Live live) {
        this.store = store;
        this.learn = learn;
        this.live = live;
    }

    @Override
    public void take(List<DeadMessage> messages) {
        var stored = store.store(messages);
        if (stored.isEmpty()) {
            return;
        }
        live.changed(SUBJECT);
        messages.stream().map(message -> "order:" + message.key()).distinct().forEach(live::changed);
        learn.soon();
    }
}
