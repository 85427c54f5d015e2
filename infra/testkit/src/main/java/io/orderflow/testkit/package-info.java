/**
 * Real servers and real processes for tests. One set of MySQL, Redis and RocketMQ per test JVM, from where {@code -Dtest.env}
 * sets; see {@link io.orderflow.testkit.TestServers}.
 */
@NullMarked
package io.orderflow.testkit;

import org.jspecify.annotations.NullMarked;
