/** What RocketMQ itself reports, in the console's own terms. The only package here that uses RocketMQ's administration. */
@NullMarked
package io.orderflow.dashboard.broker;

import org.jspecify.annotations.NullMarked;
