package io.orderflow.invariants;

import java.util.ArrayList;
import java.util.List;

/**
 * The offenders against a promise.
 *
 * @param count how many
 * @param examples the first few by name
 * @param orMore whether counting was given up at {@code count}
 */
public record Offenders(long count, List<String> examples, boolean orMore) {

    private static final int MOST_EXAMPLES = 20;

    public Offenders(long count, List<String> examples) {
        this(count, examples, false);
    }

    public Offenders {
        examples = List.copyOf(examples);
    }

    public static Offenders none() {
        return new Offenders(0, List.of());
    }

    public static Collector collect() {
        return new Collector();
    }

    /** Counts all and remembers the first few. */
    public static final class Collector {
        private final List<String> examples = new ArrayList<>();
        private long count;

        private Collector() {}

        public void add(String offender) {
            count++;
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(offender);
            }
        }

        public Offenders found() {
            return new Offenders(count, examples);
        }

        /** @param most the limit at which counting stopped */
        Offenders found(int most) {
            return new Offenders(count, examples, count >= most);
        }
    }
}
