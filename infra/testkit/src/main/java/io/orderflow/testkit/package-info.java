/**
 * Real servers and real processes for tests. One set of MySQL, Redis and RocketMQ per test JVM, wherever {@code
 * -Dtest.env} says they come from; see {@link io.orderflow.testkit.TestServers}.
 */
@NullMarked
package io.orderflow.testkit;

import org.jspecify.annotations.NullMarked;
