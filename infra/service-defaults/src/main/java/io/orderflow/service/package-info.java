/** What every service of Orderflow sets in the same way: settings, log, clock. */
@NullMarked
package io.orderflow.service;

import org.jspecify.annotations.NullMarked;
