package io.orderflow.seckill;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.http.server.netty.websocket.WebSocketUpgradeHandlerFactory;
import jakarta.inject.Singleton;

/** The HTTP client brings web sockets along, and with them two handlers that each request and answer would pass. */
@Factory
class NoWebSockets {

    @Singleton
    @Replaces(WebSocketUpgradeHandlerFactory.class)
    WebSocketUpgradeHandlerFactory none() {
        throw new DisabledBeanException("There is no web socket here");
    }
}
