package io.orderflow.load.check;

import java.util.List;
import java.util.Locale;

/** What came of a check. */
public sealed interface Verdict {

    String fact();

    record Holds(String fact) implements Verdict {}

    record Broken(String fact, Offenders by) implements Verdict {}

    /** The check itself failed, so nobody knows: as bad as broken. */
    record Unchecked(String fact, String reason) implements Verdict {}

    default boolean holds() {
        return this instanceof Holds;
    }

    /** One line for a person. */
    default String line() {
        return switch (this) {
            case Holds holds -> "PASS  " + holds.fact();
            case Broken(String fact, Offenders(long count, List<String> examples)) ->
                String.format(
                        Locale.ROOT,
                        "FAIL  %s: %,d do not: %s%s",
                        fact,
                        count,
                        String.join(", ", examples),
                        count > examples.size() ? " …" : "");
            case Unchecked unchecked -> "FAIL  " + unchecked.fact() + ": can't be checked: " + unchecked.reason();
        };
    }
}
