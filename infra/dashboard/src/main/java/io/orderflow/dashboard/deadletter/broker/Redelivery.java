package io.orderflow.dashboard.deadletter.broker;

import io.orderflow.micronaut.rocketmq.RocketMQConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a dead letter again, under its own key and tag, as a new message with attempts of its own. Returns when the broker
 * has stored it.
 */
@Singleton
public class Redelivery {

    /** Written on what is redelivered: the number of the stored dead letter. */
    static final String REDELIVERY_OF = "orderflow-redelivery-of";

    /** As the messaging library writes it on half messages. */
    static final String TX_ID = "orderflow-tx-id";

    private static final int SEND_TIMEOUT_MILLIS = 3_000;

    /** The broker's own, beside those that its client knows as such. */
    private static final Set<String> NOT_THE_SENDERS = Set.of(
            MessageConst.PROPERTY_TRANSACTION_CHECK_TIMES,
            MessageConst.PROPERTY_CHECK_IMMUNITY_TIME_IN_SECONDS,
            MessageConst.PROPERTY_TRANSACTION_ID,
            REDELIVERY_OF);

    private final RocketMQConfiguration rocketmq;
    private @Nullable DefaultMQProducer producer;

    Redelivery(RocketMQConfiguration rocketmq) {
        this.rocketmq = rocketmq;
    }

    /**
     * @param of number of the stored dead letter
     * @param properties as they were on the dead letter
     */
    public record Letter(long of, String topic, String tag, String key, Map<String, String> properties, byte[] body) {

        public Letter {
            properties = Map.copyOf(properties);
        }
    }

    /**
     * To one consumer group alone: no other sees it.
     *
     * @return the new message's id
     * @throws NotRedeliveredException if the broker did not confirm it
     */
    public String toGroup(String group, Letter letter) throws NotRedeliveredException {
        var message = message(MixAll.getRetryTopic(group), letter);
        // The group's consumer takes it from its own retry topic for a message of this one.
        MessageAccessor.putProperty(message, MessageConst.PROPERTY_RETRY_TOPIC, letter.topic());
        return send(message, letter);
    }

    /**
     * To the topic's consumers, as its sender would have.
     *
     * @return the new message's id
     * @throws NotRedeliveredException if the broker did not confirm it
     */
    public String toTopic(Letter letter) throws NotRedeliveredException {
        return send(message(letter.topic(), letter), letter);
    }

    private static Message message(String destination, Letter letter) {
        var message = new Message(destination, letter.tag(), letter.key(), letter.body());
        letter.properties().forEach((name, value) -> {
            if (!MessageConst.STRING_HASH_SET.contains(name) && !NOT_THE_SENDERS.contains(name)) {
                message.putUserProperty(name, value);
            }
        });
        message.putUserProperty(REDELIVERY_OF, Long.toString(letter.of()));
        return message;
    }

    private String send(Message message, Letter letter) throws NotRedeliveredException {
        try {
            var result = connected().send(message);
            if (result.getSendStatus() != SendStatus.SEND_OK) {
                throw new NotRedeliveredException("The broker answered " + result.getSendStatus());
            }
            return result.getMsgId();
        } catch (MQClientException | RemotingException | MQBrokerException failed) {
            throw new NotRedeliveredException(
                    "The broker did not take message %s: %s".formatted(letter.key(), failed.getMessage()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NotRedeliveredException("Interrupted while the broker was asked", interrupted);
        }
    }

    /** Connects when it is first needed: a dashboard that only looks sends nothing. */
    private synchronized DefaultMQProducer connected() throws MQClientException {
        if (producer == null) {
            var starting = new DefaultMQProducer("dashboard-redelivery", rocketmq.signature());
            starting.setNamesrvAddr(rocketmq.nameServer());
            starting.setInstanceName("redelivery-" + UUID.randomUUID());
            starting.setVipChannelEnabled(false);
            starting.setSendMsgTimeout(SEND_TIMEOUT_MILLIS);
            starting.start();
            producer = starting;
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.shutdown();
        }
    }
}
