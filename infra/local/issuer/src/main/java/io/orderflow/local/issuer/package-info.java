/** Signs the bearer tokens of a local stack and publishes the keys with which services check them. */
@NullMarked
package io.orderflow.local.issuer;

import org.jspecify.annotations.NullMarked;
