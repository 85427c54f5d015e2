/** The steps of a message, reported while they happen: for journals, audits, tests. */
@NullMarked
package io.orderflow.micronaut.rocketmq.observe;

import org.jspecify.annotations.NullMarked;
