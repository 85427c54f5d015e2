package io.orderflow.micronaut.rocketmq;

import io.micronaut.messaging.exceptions.MessagingClientException;

/** The broker did not confirm a plain send. The message may be stored nevertheless; sending it again may duplicate it. */
public final class MessageNotSentException extends MessagingClientException {

    private static final long serialVersionUID = 1L;

    MessageNotSentException(String message) {
        super(message);
    }

    MessageNotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
