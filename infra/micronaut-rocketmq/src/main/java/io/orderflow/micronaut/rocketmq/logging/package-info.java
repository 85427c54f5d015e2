/** Brings the RocketMQ client's log into the application's: by itself it writes files into the user's home folder. */
@NullMarked
package io.orderflow.micronaut.rocketmq.logging;

import org.jspecify.annotations.NullMarked;
