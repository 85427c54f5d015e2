/**
 * The events that services publish to each other: past-tense records, topic and tag names. No logic.
 *
 * <p>An event's JSON is a promise to every consumer that is already running: fields may be added, never renamed, removed
 * or given another meaning. The golden files beside the tests hold one example per event version.
 */
@NullMarked
package io.orderflow.event;

import org.jspecify.annotations.NullMarked;
