package io.orderflow.invariants.quiescence;

import java.util.LinkedHashSet;
import java.util.List;

/** Whether anything moves. */
public sealed interface Motion {

    record AtRest() implements Motion {}

    record Moves(List<Moving> what) implements Motion {
        public Moves {
            what = List.copyOf(what);
        }
    }

    record NobodyKnows(String reason) implements Motion {}

    static Motion of(List<Moving> moving) {
        return moving.isEmpty() ? new AtRest() : new Moves(moving);
    }

    /** Of two looks, one before and one after: what moved in either may have been seen half-way. */
    default Motion and(Motion later) {
        return switch (this) {
            case NobodyKnows unknown -> unknown;
            case AtRest rest -> later;
            case Moves(List<Moving> before) ->
                switch (later) {
                    case NobodyKnows unknown -> unknown;
                    case AtRest rest -> this;
                    case Moves(List<Moving> after) -> new Moves(merge(before, after));
                };
        };
    }

    /** The later count of what moves still. */
    private static List<Moving> merge(List<Moving> before, List<Moving> after) {
        var merged = new LinkedHashSet<>(after);
        before.stream()
                .filter(each -> after.stream()
                        .noneMatch(other ->
                                other.what() == each.what() && other.of().equals(each.of())))
                .forEach(merged::add);
        return List.copyOf(merged);
    }
}
