/**
 * The journal: what every message of this process went through, on its way to the dashboard. Observed steps are sampled,
 * buffered in bounded room and shipped in batches; no thread that serves a customer waits for it.
 */
@NullMarked
package io.orderflow.journal;

import org.jspecify.annotations.NullMarked;
