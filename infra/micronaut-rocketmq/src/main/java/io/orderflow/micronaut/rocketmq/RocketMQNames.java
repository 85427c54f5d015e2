package io.orderflow.micronaut.rocketmq;

import org.apache.rocketmq.client.Validators;
import org.apache.rocketmq.client.exception.MQClientException;

/** Refuses at startup what the broker would refuse later. */
final class RocketMQNames {

    private RocketMQNames() {}

    static void checkGroup(String group, String where) {
        try {
            Validators.checkGroup(group);
        } catch (MQClientException refused) {
            throw new IllegalArgumentException("%s: %s".formatted(where, refused.getErrorMessage()), refused);
        }
    }

    static void checkTopic(String topic, String where) {
        try {
            Validators.checkTopic(topic);
        } catch (MQClientException refused) {
            throw new IllegalArgumentException("%s: %s".formatted(where, refused.getErrorMessage()), refused);
        }
    }

    static void checkTag(String tag, String where) {
        if (tag.isBlank() || tag.equals("*") || tag.contains("|")) {
            throw new IllegalArgumentException(
                    "%s: @Tag names exactly one tag; leave it out for all tags. Got '%s'".formatted(where, tag));
        }
    }
}
