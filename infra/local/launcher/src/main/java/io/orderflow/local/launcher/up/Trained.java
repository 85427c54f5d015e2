package io.orderflow.local.launcher.up;

/**
 * A process that a training run makes a start cache for.
 *
 * @param maker makes the cache of what the run has recorded; the process itself does not run
 */
record Trained(String process, StartCache cache, ProcessBuilder maker) {}
