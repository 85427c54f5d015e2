package io.orderflow.micronaut.rocketmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

/** What fails around the handler, where no policy knows of it. */
class GroupConsumerTest {

    private final List<String> settled = new ArrayList<>();
    private final ConsumeConcurrentlyContext context =
            new ConsumeConcurrentlyContext(new MessageQueue("notes", "local", 0));

    @Test
    void those_beside_a_message_that_can_not_be_settled_are_settled() {
        var messages = Stream.of("a", "b", "broken").map(key -> message(key, 0)).toList();

        assertThat(consumer().consumeMessage(messages, context)).isEqualTo(ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
        assertThat(settled).containsOnly("a", "b");
        assertThat(context.getAckIndex()).as("the last that is acknowledged").isEqualTo(1);
    }

    @Test
    void what_can_not_be_settled_comes_back_and_has_an_end() {
        assertThat(consumer().consumeMessage(List.of(message("broken", 14)), context))
                .isEqualTo(ConsumeConcurrentlyStatus.RECONSUME_LATER);
        assertThat(context.getDelayLevelWhenNextConsume()).isPositive();

        assertThat(consumer().consumeMessage(List.of(message("broken", 15)), context))
                .isEqualTo(ConsumeConcurrentlyStatus.RECONSUME_LATER);
        assertThat(context.getDelayLevelWhenNextConsume()).isEqualTo(DelayLadder.DEAD_LETTER);
    }

    private GroupConsumer consumer() {
        SettlementPolicy settlementPolicy = (deliveries, attempts) -> {
            if (deliveries.stream().anyMatch(delivery -> delivery.key().equals("broken"))) {
                throw new StackOverflowError();
            }
            deliveries.forEach(delivery -> settled.add(delivery.key()));
            return Collections.nCopies(deliveries.size(), new Settlement.Acknowledge(Handled.Outcome.APPLIED));
        };
        var metrics = new NoMetrics();
        var method = new ListenerMethod(
                "notes",
                "",
                settlementPolicy,
                deliveries -> Collections.nCopies(deliveries.size(), new Attempt.Answered(Handled.Outcome.APPLIED)),
                new MessageTracing(null),
                metrics.consumeTimer("group", "notes", ""),
                new Observers(List.of(), metrics, null));
        var configuration = new ConsumerConfiguration("1s 5s 10s 30s", Duration.ofSeconds(30), 32, 512, 16);
        var settings = new ClientSettings(
                new RocketMQConfiguration(true, "127.0.0.1:9876", Duration.ofSeconds(5), null, null));
        return new GroupConsumer(
                new ListenerGroup("group", 1, 3, Duration.ZERO, 0, false, List.of(method), method),
                DelayLadder.parse(configuration.delayLevels()),
                new PushConsumer.Builder(settings, configuration),
                new BrokerDelays(configuration));
    }

    private static MessageExt message(String key, int redeliveries) {
        var message = new MessageExt();
        message.setTopic("notes");
        message.setKeys(key);
        message.setMsgId(key);
        message.setBody(key.getBytes(UTF_8));
        message.setReconsumeTimes(redeliveries);
        // Also this must not harm the others: no database stores it.
        message.setBornTimestamp(Long.MAX_VALUE);
        return message;
    }
}
