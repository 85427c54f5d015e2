/** What the README shows, compiled and started. */
@Configuration
@Requires(property = "readme")
package io.orderflow.micronaut.rocketmq.readme;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
