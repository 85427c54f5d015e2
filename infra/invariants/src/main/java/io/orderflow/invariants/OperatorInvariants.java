package io.orderflow.invariants;

import static io.orderflow.invariants.Rule.Names.SENTENCES;

import java.util.List;

/** What the dashboard's tables must tell of what operators did. */
final class OperatorInvariants {

    private OperatorInvariants() {}

    /** A send comes before its row, and the row of who asked for it with or after that. */
    static List<Check> all() {
        return List.of(
                new SqlCheck(
                        Rule.quiet(
                                15,
                                "action-has-actor",
                                SENTENCES,
                                "for every dead letter that was redelivered or discarded it is known who did it"),
                        """
                        SELECT CONCAT('dead letter ', d.id, ': ', d.state) FROM dashboard.dead_letter d
                        WHERE (d.redelivered_at IS NOT NULL OR d.state = 'DISCARDED')
                          AND NOT EXISTS (SELECT 1 FROM dashboard.operator_action a
                                          WHERE a.subject = CONCAT('dead-letter:', d.id))
                        """),
                new SqlCheck(
                        Rule.always(
                                15,
                                "action-is-signed",
                                SENTENCES,
                                "a row of what an operator did says who, what, to what, and what came of it"),
                        """
                        SELECT CONCAT('action ', id, ': ', action) FROM dashboard.operator_action
                        WHERE actor = '' OR action = '' OR subject = '' OR result = ''
                        """));
    }
}
