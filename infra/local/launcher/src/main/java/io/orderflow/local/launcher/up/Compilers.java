package io.orderflow.local.launcher.up;

import java.util.List;

/** How far the JVMs of a stack compile what they run. */
enum Compilers {

    /**
     * The first compiler alone. Eight JVMs that start together keep two processors busy with their best compiler for
     * minutes, while customers wait; its code is quicker only after that. See ADR 0027.
     */
    FIRST(List.of("-XX:TieredStopAtLevel=1")),

    /** The JVM's own choice: there are processors to spare for it. */
    ALL(List.of());

    private static final int FEW_PROCESSORS = 2;

    private final List<String> flags;

    Compilers(List<String> flags) {
        this.flags = flags;
    }

    static Compilers here() {
        return on(Runtime.getRuntime().availableProcessors());
    }

    static Compilers on(int processors) {
        return processors <= FEW_PROCESSORS ? FIRST : ALL;
    }

    List<String> flags() {
        return flags;
    }
}
