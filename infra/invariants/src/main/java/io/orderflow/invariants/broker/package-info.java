/** What is read from RocketMQ itself: half messages, dead letters, and the consumers' backlog. */
@NullMarked
package io.orderflow.invariants.broker;

import org.jspecify.annotations.NullMarked;
