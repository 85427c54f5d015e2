package io.orderflow.load.check;

import static io.orderflow.invariants.SchemaFixture.MUG;
import static io.orderflow.invariants.SchemaFixture.STRANGER;
import static io.orderflow.invariants.SchemaFixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.SchemaFixture;
import io.orderflow.invariants.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients' answers against what is stored, both ways. */
class ClientLogChecksIT {

    private final SchemaFixture schemas = new SchemaFixture();

    @BeforeEach
    void twoOrders() throws Exception {
        schemas.recreate();
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        new SchemaFixture().empty();
    }

    @Test
    void orders_that_were_accepted_are_stored_and_no_others() throws Exception {
        var accepted = Map.of("load-r-0", UUID.fromString(TEA), "load-r-1", UUID.fromString(MUG));

        assertThat(inspect(accepted, Set.of())).allMatch(Verdict::holds);
    }

    @Test
    void an_order_under_another_key_is_missed() throws Exception {
        var accepted = Map.of("load-r-1", UUID.fromString(TEA), "load-r-0", UUID.fromString(MUG));

        assertThat(broken(inspect(accepted, Set.of())))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.by().examples()).containsExactlyInAnyOrder(TEA, MUG));
    }

    @Test
    void an_accepted_order_that_is_not_stored_is_missed() throws Exception {
        var accepted = Map.of(
                "load-r-0",
                UUID.fromString(TEA),
                "load-r-1",
                UUID.fromString(MUG),
                "load-r-2",
                UUID.fromString(STRANGER));

        assertThat(broken(inspect(accepted, Set.of()))).singleElement().satisfies(verdict -> {
            assertThat(verdict.fact()).startsWith("11 every order that a client was told of");
            assertThat(verdict.by().examples()).containsExactly(STRANGER);
        });
    }

    @Test
    void an_order_that_was_refused_must_not_be_stored() throws Exception {
        assertThat(broken(inspect(Map.of("load-r-0", UUID.fromString(TEA)), Set.of())))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.fact()).startsWith("11 no order exists that no client of this run sent");
                    assertThat(verdict.by().examples()).containsExactly(MUG);
                });
    }

    @Test
    void an_order_whose_answer_was_lost_may_be_stored() throws Exception {
        assertThat(broken(inspect(Map.of("load-r-0", UUID.fromString(TEA)), Set.of("load-r-1"))))
                .isEmpty();
    }

    private List<Verdict> inspect(Map<String, UUID> accepted, Set<String> inDoubt) throws Exception {
        try (var auditor = schemas.auditor().connect()) {
            return new Inspection(auditor, Duration.ofMinutes(1))
                    .of(List.of(), ClientLogChecks.of("load-r-", accepted, inDoubt));
        }
    }

    private static List<Verdict.Broken> broken(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !verdict.holds())
                .map(verdict ->
                        assertThat(verdict).isInstanceOf(Verdict.Broken.class).actual())
                .map(Verdict.Broken.class::cast)
                .toList();
    }
}
