/**
 * The operator's web console.
 *
 * <ol>
 *   <li>{@code journal}: takes in what every service reports of its messages.
 *   <li>{@code order}: one order's path through all of them.
 *   <li>{@code deadletter}: keeps every dead letter, and redelivers, repairs or discards it.
 *   <li>{@code transaction}, {@code consumer}: what the broker knows, asked through {@code broker}.
 *   <li>{@code sale}: a flash sale while it runs. {@code promise}: what must always hold.
 *   <li>{@code fault}: the services' failure switches. {@code home}: is all well?
 *   <li>{@code signin}, {@code audit}: accounts, rights, and operators' actions.
 *   <li>{@code page}, {@code live}: what all pages share.
 * </ol>
 */
@NullMarked
package io.orderflow.dashboard;

import org.jspecify.annotations.NullMarked;
