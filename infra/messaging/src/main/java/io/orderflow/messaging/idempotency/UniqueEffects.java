package io.orderflow.messaging.idempotency;

import io.orderflow.messaging.consume.Handled;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Effects of which the database itself lets each happen only once, stored together. */
@FunctionalInterface
public interface UniqueEffects<E> {

    /** One transaction that inserts all of them under their unique keys; what it throws leaves nothing behind. */
    void store(List<E> effects) throws Exception;

    /** Finds out which effects are there. */
    @FunctionalInterface
    interface Lookup {

        /** @return those of {@code keys} that have their committed effect */
        Collection<String> stored(Collection<String> keys) throws Exception;
    }

    /**
     * Stores those of {@code effects} that are not there yet. Tries to store all at first; only if the unique key refuses one
     * does it look up which are stored, and stores the others.
     *
     * <p>They are stored in the order of their keys: instances that store some of the same effects at once wait for each other in
     * one direction only.
     *
     * @param key the unique one; of effects that have it in common the first is stored
     * @return one for each effect, in their order
     * @throws Exception every other refusal of the database, as it is: then none is stored
     */
    static <E> List<Handled.Outcome> storeEachOnce(
            List<E> effects, Function<E, String> key, UniqueEffects<E> table, Lookup lookup) throws Exception {
        var open = new TreeMap<String, E>();
        effects.forEach(effect -> open.putIfAbsent(key.apply(effect), effect));
        while (!open.isEmpty()) {
            try {
                table.store(List.copyOf(open.values()));
                break;
            } catch (Exception failure) {
                if (!UniqueEffect.isDuplicateKey(failure)) {
                    throw failure;
                }
                // Another instance may store one more meanwhile; each round removes at least one.
                if (!open.keySet().removeAll(Set.copyOf(lookup.stored(List.copyOf(open.keySet()))))) {
                    throw failure;
                }
            }
        }
        Set<String> applied = new HashSet<>(open.keySet());
        return effects.stream()
                .map(effect ->
                        applied.remove(key.apply(effect)) ? Handled.Outcome.APPLIED : Handled.Outcome.ALREADY_STORED)
                .toList();
    }
}
