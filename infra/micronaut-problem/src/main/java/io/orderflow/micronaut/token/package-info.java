/** The caller's identity: bearer tokens as every service reads them. */
@NullMarked
package io.orderflow.micronaut.token;

import org.jspecify.annotations.NullMarked;
