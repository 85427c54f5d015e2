/**
 * What a client may cost before it has asked anything: how many connections one address, and all of them, may hold, how long a request
 * may take to arrive, and how long a connection may do nothing. On the classpath it is on; settings are under {@code connections}.
 *
 * <p>Micronaut's own {@code idle-timeout} ends connections on which nothing moves: one byte a second keeps them alive, and it counts none.
 *
 * <p>HTTP/1.1 only: that is what the services speak.
 */
@NullMarked
package io.orderflow.micronaut.connection;

import org.jspecify.annotations.NullMarked;
