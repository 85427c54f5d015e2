package io.orderflow.invariants;

import java.util.List;
import java.util.Locale;

/** What came of a check. */
public sealed interface Verdict {

    int NAMED_IN_A_LINE = 5;

    Rule rule();

    record Holds(Rule rule) implements Verdict {}

    record Broken(Rule rule, Offenders by) implements Verdict {}

    /** The check itself failed, so the answer is unknown: as bad as broken. */
    record Unchecked(Rule rule, String reason) implements Verdict {}

    default boolean holds() {
        return this instanceof Holds;
    }

    default String fact() {
        return rule().fact();
    }

    /** One line for a person. */
    default String line() {
        return switch (this) {
            case Holds holds -> "PASS  " + holds.fact();
            case Broken(Rule rule, Offenders(long count, List<String> examples, boolean orMore)) ->
                String.format(
                        Locale.ROOT,
                        "FAIL  %s: %,d%s do not: %s%s",
                        rule.fact(),
                        count,
                        orMore ? " or more" : "",
                        String.join(", ", examples.subList(0, Math.min(NAMED_IN_A_LINE, examples.size()))),
                        count > NAMED_IN_A_LINE ? " …" : "");
            case Unchecked unchecked -> "FAIL  " + unchecked.fact() + ": can't be checked: " + unchecked.reason();
        };
    }
}
