/**
 * From Redis' stream into RocketMQ. An entry leaves the stream when the broker has stored its request, and not before: so a
 * request may arrive twice, and never not at all.
 */
@NullMarked
package io.orderflow.seckill.buffer;

import org.jspecify.annotations.NullMarked;
