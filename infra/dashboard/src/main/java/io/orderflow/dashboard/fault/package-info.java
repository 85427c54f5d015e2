/** The services' own failure switches, and the banner on every page while one is on. */
@NullMarked
package io.orderflow.dashboard.fault;

import org.jspecify.annotations.NullMarked;
