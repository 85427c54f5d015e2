package io.orderflow.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A package without {@code @NullMarked} is one in which nothing about null is checked. */
final class LieInANullMarkedPackage extends ArchCondition<JavaClass> {

    LieInANullMarkedPackage() {
        super("lie in a package that is @NullMarked");
    }

    @Override
    public void check(JavaClass checked, ConditionEvents events) {
        if (!checked.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(SimpleConditionEvent.violated(
                    checked,
                    "%s: package %s has no package-info.java with @NullMarked"
                            .formatted(checked.getName(), checked.getPackageName())));
        }
    }
}
