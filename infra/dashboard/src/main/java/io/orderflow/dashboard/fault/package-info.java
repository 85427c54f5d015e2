/** The services' own failure switches, and the banner that tells everybody while one is on. */
@NullMarked
package io.orderflow.dashboard.fault;

import org.jspecify.annotations.NullMarked;
