package io.orderflow.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that the open objects of a document have had so far. Does what Jackson's own detection does, without a set for every
 * object: most objects have a handful of names, and comparing with them costs less.
 */
final class Names {

    private static final int FEW = 16;

    private Open[] open = new Open[8];
    private int depth = -1;

    void enter() {
        if (++depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        if (open[depth] == null) {
            open[depth] = new Open();
        }
        open[depth].clear();
    }

    void leave() {
        depth--;
    }

    /** @return whether the innermost object had this name before */
    boolean repeated(String name) {
        return !open[depth].add(name);
    }

    private static final class Open {

        private final String[] few = new String[FEW];
        private int size;
        private @Nullable Set<String> many;

        void clear() {
            size = 0;
            many = null;
        }

        boolean add(String name) {
            if (many != null) {
                return many.add(name);
            }
            for (int i = 0; i < size; i++) {
                if (few[i].equals(name)) {
                    return false;
                }
            }
            if (size < FEW) {
                few[size++] = name;
                return true;
            }
            many = new HashSet<>(Arrays.asList(few));
            return many.add(name);
        }
    }
}
