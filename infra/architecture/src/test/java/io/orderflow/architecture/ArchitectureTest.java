package io.orderflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is kept by the code, and broken by a fixture: a rule that nothing can break would prove nothing. */
class ArchitectureTest {

    private static final String BASE = "io.orderflow";
    private static final String FIXTURES = "io.orderflow.architecture.fixture";

    private static JavaClasses code;
    private static JavaClasses fixtures;

    /** @param breakers the fixtures that break the rule, and no other does */
    record Law(String says, Function<Rules, ArchRule> rule, List<String> breakers) {

        static Law of(String says, Function<Rules, ArchRule> rule, String... breakers) {
            return new Law(says, rule, List.of(breakers));
        }

        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Law> laws() {
        return Stream.of(
                Law.of(
                        "messaging knows no broker and no framework",
                        Rules::messagingKnowsNoBrokerAndNoFramework,
                        "messaging.KnowsItsBroker",
                        "messaging.KnowsItsFramework"),
                Law.of(
                        "messaging knows no business",
                        Rules::messagingKnowsNoBusiness,
                        "messaging.OrderRetry",
                        "messaging.Retry"),
                Law.of(
                        "services do not know each other",
                        Rules::servicesDoNotKnowEachOther,
                        "order.AsksAnotherService"),
                Law.of(
                        "only adapters know RocketMQ",
                        Rules::onlyAdaptersKnowRocketMq,
                        "messaging.KnowsItsBroker",
                        "dashboard.AsksTheBroker",
                        "order.SendsByItself"),
                Law.of("only its adapter knows Redisson", Rules::onlyItsAdapterKnowsRedisson, "order.LocksByItself"),
                Law.of("events are only data", Rules::eventsAreOnlyData, "event.KnowsAFramework"),
                Law.of("every package is null-marked", Rules::everyPackageIsNullMarked, "unmarked.Anything"),
                Law.of("packages are named for what they do", Rules::packagesAreNamedForWhatTheyDo, "util.Things"),
                Law.of(
                        "services and libraries use java.time",
                        Rules::servicesAndLibrariesUseJavaTime,
                        "order.KeepsADate"),
                Law.of("services and libraries log", Rules::servicesAndLibrariesLog, "order.PrintsALine"),
                Law.of("nobody sleeps", Rules::nobodySleeps, "order.Sleeps"));
    }

    @BeforeAll
    static void read() {
        code = Repository.code();
        fixtures = new ClassFileImporter().importPackages(FIXTURES);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void the_code_keeps_the_rule(Law law) {
        law.rule().apply(new Rules(BASE)).check(code);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void its_fixtures_break_the_rule_and_no_other_does(Law law) {
        var broken = law.rule().apply(new Rules(FIXTURES)).evaluate(fixtures);

        assertThat(fixtureNames())
                .filteredOn(name -> broken.getFailureReport().getDetails().stream()
                        .anyMatch(detail -> detail.contains(FIXTURES + "." + name)))
                .filteredOn(name -> !name.equals("points.Ledger"))
                .containsExactlyInAnyOrderElementsOf(law.breakers());
    }

    @Test
    void tests_do_not_sleep_either() {
        new Rules(BASE).nobodySleeps().check(Repository.codeAndTests());
    }

    @Test
    void the_code_of_every_module_is_looked_at() {
        assertThat(Repository.modules())
                .hasSizeGreaterThan(10)
                .allSatisfy(module -> assertThat(code)
                        .as("classes of %s", module)
                        .anyMatch(each -> each.getSource()
                                .map(source -> source.getUri()
                                        .getPath()
                                        .startsWith(
                                                module.resolve("target/classes").toString()))
                                .orElse(false)));
    }

    @Test
    void a_sequence_is_no_business_and_neither_is_a_part_of_a_word() {
        assertThat(List.of("inOrder", "border", "TimeOrdered", "checkpoints", "resale"))
                .noneMatch(HaveNoBusinessWord::isBusiness);
        assertThat(List.of("orderId", "ORDER_ID", "handleOrders", "OrderPlaced", "reserveStock"))
                .allMatch(HaveNoBusinessWord::isBusiness);
    }

    private static Stream<String> fixtureNames() {
        return fixtures.stream()
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .map(each -> each.getName().substring(FIXTURES.length() + 1));
    }
}
