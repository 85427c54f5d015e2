package io.orderflow.messaging.idempotency;

import static io.orderflow.messaging.consume.Handled.Outcome.ALREADY_STORED;
import static io.orderflow.messaging.consume.Handled.Outcome.APPLIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.consume.Handled;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UniqueEffectsTest {

    /** A table with a unique key: all or nothing. */
    private final Set<String> table = new TreeSet<>();

    private final List<List<String>> statements = new ArrayList<>();
    private int lookups;

    @Test
    void effects_that_nobody_knows_are_stored_at_once_and_nothing_is_asked() throws Exception {
        assertThat(storeEachOnce("b", "a", "c")).containsExactly(APPLIED, APPLIED, APPLIED);
        assertThat(statements).containsExactly(List.of("a", "b", "c"));
        assertThat(lookups).isZero();
    }

    @Test
    void those_that_are_known_are_told_apart_and_the_others_are_stored() throws Exception {
        table.addAll(List.of("a", "c"));

        assertThat(storeEachOnce("c", "b", "a")).containsExactly(ALREADY_STORED, APPLIED, ALREADY_STORED);
        assertThat(statements).containsExactly(List.of("a", "b", "c"), List.of("b"));
        assertThat(lookups).isEqualTo(1);
    }

    @Test
    void an_effect_that_comes_twice_is_stored_once() throws Exception {
        assertThat(storeEachOnce("a", "b", "a")).containsExactly(APPLIED, APPLIED, ALREADY_STORED);
        assertThat(statements).containsExactly(List.of("a", "b"));
    }

    @Test
    void all_known_is_no_second_statement() throws Exception {
        table.addAll(List.of("a", "b"));

        assertThat(storeEachOnce("a", "b")).containsOnly(ALREADY_STORED);
        assertThat(statements).hasSize(1);
    }

    @Test
    void what_another_stores_between_question_and_statement_is_found_in_the_next_round() throws Exception {
        table.add("a");

        assertThat(UniqueEffects.storeEachOnce(List.of("a", "b", "c"), Function.identity(), this::store, keys -> {
                    var found = known(keys);
                    table.add("b");
                    return found;
                }))
                .containsExactly(ALREADY_STORED, ALREADY_STORED, APPLIED);
    }

    @Test
    void another_unique_key_s_refusal_is_a_failure_and_not_asked_for_ever() {
        var refused = new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062);

        assertThatThrownBy(() -> UniqueEffects.storeEachOnce(
                        List.of("a", "b"),
                        Function.identity(),
                        effects -> {
                            throw refused;
                        },
                        keys -> Set.of()))
                .isSameAs(refused);
    }

    @Test
    void any_other_refusal_is_a_failure() {
        var away = new SQLException("gone", "08S01");

        assertThatThrownBy(() -> UniqueEffects.storeEachOnce(
                        List.of("a"),
                        Function.identity(),
                        effects -> {
                            throw away;
                        },
                        this::known))
                .isSameAs(away);
        assertThat(lookups).isZero();
    }

    private List<Handled.Outcome> storeEachOnce(String... effects) throws Exception {
        return UniqueEffects.storeEachOnce(List.of(effects), Function.identity(), this::store, this::known);
    }

    private void store(List<String> effects) throws SQLException {
        statements.add(effects);
        if (!Collections.disjoint(table, effects)) {
            var refused = new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062);
            throw new BatchUpdateException("batch", "23000", 1062, new int[0], refused);
        }
        table.addAll(effects);
    }

    private Collection<String> known(Collection<String> keys) {
        lookups++;
        return keys.stream().filter(table::contains).toList();
    }
}
