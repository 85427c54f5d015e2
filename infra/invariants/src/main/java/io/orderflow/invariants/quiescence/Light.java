package io.orderflow.invariants.quiescence;

import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.Verdict;

/** What a person is shown of a rule. */
public sealed interface Light {

    Rule rule();

    record Green(Rule rule) implements Light {}

    record Red(Rule rule, Offenders by) implements Light {}

    /** A quiet rule with offenders, while something moves: judged again when it has come to rest. */
    record Settling(Rule rule, Offenders yet) implements Light {}

    record Unknown(Rule rule, String reason) implements Light {}

    static Light of(Verdict verdict, Motion motion) {
        return switch (verdict) {
            case Verdict.Holds(Rule rule) -> new Green(rule);
            case Verdict.Unchecked(Rule rule, String reason) -> new Unknown(rule, reason);
            case Verdict.Broken(Rule rule, Offenders by) ->
                switch (rule.kind()) {
                    case ALWAYS -> new Red(rule, by);
                    case QUIET -> quiet(rule, by, motion);
                };
        };
    }

    private static Light quiet(Rule rule, Offenders by, Motion motion) {
        return switch (motion) {
            case Motion.AtRest rest -> new Red(rule, by);
            case Motion.Moves moves -> new Settling(rule, by);
            case Motion.NobodyKnows(String reason) -> new Unknown(rule, reason);
        };
    }
}
