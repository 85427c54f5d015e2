package io.orderflow.micronaut.rocketmq;

import io.micronaut.messaging.exceptions.MessagingClientException;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.remoting.protocol.ResponseCode;

/** The broker did not confirm a plain send. The message may be stored nevertheless; sending it again may duplicate it. */
public final class MessageNotSentException extends MessagingClientException {

    private static final long serialVersionUID = 1L;

    MessageNotSentException(String message) {
        super(message);
    }

    MessageNotSentException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether client or broker refuse the message itself, as one that is too large: sending it again does not help. */
    public boolean isMessageRefused() {
        return switch (getCause()) {
            case MQClientException client -> client.getResponseCode() == ResponseCode.MESSAGE_ILLEGAL;
            case MQBrokerException broker -> broker.getResponseCode() == ResponseCode.MESSAGE_ILLEGAL;
            case null, default -> false;
        };
    }
}
