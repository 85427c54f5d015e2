/**
 * Transactional publishing and idempotent consumption, independent of broker, framework and business.
 *
 * <p>{@code publish}: half message, local transaction with its fence, check-back. {@code consume}: what becomes of one
 * delivery: handled, redelivered, dead-lettered. {@code idempotency}: the fast gate in front of the database.
 */
@NullMarked
package io.orderflow.messaging;

import org.jspecify.annotations.NullMarked;
