package io.orderflow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;

/**
 * What the code below one base package has to keep to. The base is {@code io.orderflow} for the code itself, and another
 * one for the fixtures that break each rule.
 */
record Rules(String base) {

    ArchRule messagingKnowsNoBrokerAndNoFramework() {
        return noClasses()
                .that(areMessaging())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.rocketmq..", "org.redisson..", "io.micronaut..")
                .because("the flow must be readable, and testable, without any of them");
    }

    ArchRule messagingKnowsNoBusiness() {
        return classes().that(areMessaging()).should(new HaveNoBusinessWord()).because("it serves every service");
    }

    ArchRule servicesDoNotKnowEachOther() {
        return slices().matching(base + ".(order|points|coupon|notification|seckill)..")
                .should()
                .notDependOnEachOther()
                .because("services share events, never code");
    }

    ArchRule onlyAdaptersKnowRocketMq() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(below(
                        "micronaut.rocketmq",
                        "local",
                        "testkit",
                        "load",
                        "invariants.broker",
                        "dashboard.broker",
                        "dashboard.deadletter.broker"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.rocketmq..")
                .because(
                        "the broker has one adapter; beside it only the local servers, the tests that use them, the load"
                                + " test's floor and those who look at the broker itself talk to it");
    }

    ArchRule onlyItsAdapterKnowsRedisson() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(below("messaging.redis", "seckill.redis"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redisson..")
                .because("what is in Redis, and every script that changes it, must be found in one place");
    }

    ArchRule eventsAreOnlyData() {
        return classes()
                .that()
                .resideInAnyPackage(below("event"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(base + ".event..", "java..", "io.micronaut.serde.annotation..", "org.jspecify..")
                .because("every consumer, in whatever framework, has to live with what is in there");
    }

    ArchRule everyPackageIsNullMarked() {
        return classes().should(new LieInANullMarkedPackage());
    }

    ArchRule packagesAreNamedForWhatTheyDo() {
        return noClasses()
                .should()
                .resideInAnyPackage(Stream.of("util", "utils", "common", "support", "helper", "helpers", "impl")
                        .map(name -> ".." + name + "..")
                        .toArray(String[]::new))
                .because("such a package says nothing, and so collects everything");
    }

    ArchRule servicesAndLibrariesUseJavaTime() {
        return noClasses()
                .that()
                .resideInAnyPackage(servicesAndLibraries())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .because("java.time says what it means");
    }

    ArchRule servicesAndLibrariesLog() {
        return noClasses()
                .that()
                .resideInAnyPackage(servicesAndLibraries())
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because("nobody reads their console");
    }

    ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("sleep"))
                        .and(JavaCall.Predicates.target(
                                HasOwner.Predicates.With.owner(JavaClass.Predicates.equivalentTo(Thread.class)))))
                .because("awaiting a condition is faster, and right");
    }

    private DescribedPredicate<JavaClass> areMessaging() {
        return JavaClass.Predicates.resideInAPackage(base + ".messaging..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(base + ".messaging.redis.."))
                .as("are messaging");
    }

    private String[] servicesAndLibraries() {
        return below(
                "order",
                "points",
                "coupon",
                "notification",
                "seckill",
                "messaging",
                "micronaut",
                "event",
                "faults",
                "journal",
                "operator");
    }

    private String[] below(String... packages) {
        return Stream.of(packages).map(name -> base + "." + name + "..").toArray(String[]::new);
    }
}
