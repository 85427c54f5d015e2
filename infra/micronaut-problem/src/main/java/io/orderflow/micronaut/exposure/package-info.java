/** What is meant for one machine alone, kept from everything beyond loopback. */
@NullMarked
package io.orderflow.micronaut.exposure;

import org.jspecify.annotations.NullMarked;
