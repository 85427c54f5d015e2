/** Takes dead letters from RocketMQ and sends them again; the only package here that knows how RocketMQ marks them. */
@NullMarked
package io.orderflow.dashboard.deadletter.broker;

import org.jspecify.annotations.NullMarked;
