/** What RocketMQ itself says, in the console's own words. Nobody else here knows RocketMQ's administration. */
@NullMarked
package io.orderflow.dashboard.broker;

import org.jspecify.annotations.NullMarked;
