/**
 * From Redis' stream into RocketMQ. An entry leaves the stream when the broker has stored its request, and not before: so a
 * request arrives at least once.
 */
@NullMarked
package io.orderflow.seckill.buffer;

import org.jspecify.annotations.NullMarked;
