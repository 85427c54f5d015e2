/** One JVM with RocketMQ's name server and broker, on loopback only, set up for a developer's machine. */
@NullMarked
package io.orderflow.local.broker;

import org.jspecify.annotations.NullMarked;
