package io.orderflow.deploy;

import java.util.List;

/**
 * An expression, where it stands, and the texts that show its result.
 *
 * @param texts may name labels
 */
record Query(String where, String expression, List<String> texts) {}
