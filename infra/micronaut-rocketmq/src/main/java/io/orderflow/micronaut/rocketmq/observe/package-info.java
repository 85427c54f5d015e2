/** What a message goes through, told while it happens: for journals, audits, tests. */
@NullMarked
package io.orderflow.micronaut.rocketmq.observe;

import org.jspecify.annotations.NullMarked;
