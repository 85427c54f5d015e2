package io.orderflow.dashboard.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.StoredInvariants;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "zh"})
    void every_rule_that_the_tables_tell_can_be_said(String language) {
        var texts = ResourceBundle.getBundle("texts.promise", Locale.of(language));

        assertThat(Stream.of(
                                StoredInvariants.ofOrders(Instant.EPOCH, DeadLetters.STORED),
                                StoredInvariants.ofEverySale(),
                                StoredInvariants.ofOperators())
                        .flatMap(List::stream)
                        .map(Check::rule)
                        .map(Rule::id))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        id -> assertThat(texts.containsKey("rule-" + id)).as(id).isTrue());
    }
}
