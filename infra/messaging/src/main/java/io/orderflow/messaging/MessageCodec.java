package io.orderflow.messaging;

import java.lang.reflect.Type;

/** How a message body becomes bytes and comes back. */
public interface MessageCodec {

    byte[] encode(Object body);

    /**
     * @throws io.orderflow.messaging.consume.PoisonMessageException if these bytes will never be a {@code type}
     */
    Object decode(byte[] body, Type type);
}
