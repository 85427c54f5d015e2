package io.orderflow.load.check;

import java.util.ArrayList;
import java.util.List;

/** Who breaks a promise: how many, and a few by name. */
public record Offenders(long count, List<String> examples) {

    private static final int MOST_EXAMPLES = 5;

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
            return new Offenders(count, List.copyOf(examples));
        }
    }
}
