/** What RocketMQ itself must tell: half messages, dead letters, and how much its consumers have before them. */
@NullMarked
package io.orderflow.invariants.broker;

import org.jspecify.annotations.NullMarked;
