package io.orderflow.invariants;

import static io.orderflow.invariants.Rule.Names.SENTENCES;

import java.util.List;

/** What the dashboard's tables must hold about operators' actions. */
final class OperatorInvariants {

    private OperatorInvariants() {}

    /** One row for each time that it was sent again; those that were refused have rows as well. */
    static List<Check> all() {
        return List.of(
                new SqlCheck(
                        Rule.quiet(
                                15,
                                "action-has-actor",
                                SENTENCES,
                                "each time that a dead letter was redelivered or discarded it is known who did it"),
                        """
                        SELECT CONCAT('dead letter ', d.id, ': ', d.state) FROM dashboard.dead_letter d
                        WHERE (d.state = 'DISCARDED' AND NOT EXISTS
                            (SELECT 1 FROM dashboard.operator_action a
                             WHERE a.subject = CONCAT('dead-letter:', d.id) AND a.action = 'discard'))
                          OR d.redeliveries >
                            (SELECT COUNT(*) FROM dashboard.operator_action a
                             WHERE a.subject = CONCAT('dead-letter:', d.id)
                               AND a.action IN ('redeliver', 'edit-and-redeliver'))
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
