package io.orderflow.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the words of which names of classes, fields and methods are made: {@code orderId} is order, id. */
final class HaveNoBusinessWord extends ArchCondition<JavaClass> {

    private static final Set<String> BUSINESS = Set.of(
            "order",
            "orders",
            "points",
            "coupon",
            "coupons",
            "customer",
            "customers",
            "product",
            "products",
            "price",
            "prices",
            "sale",
            "sales",
            "sku",
            "skus",
            "stock",
            "notification",
            "notifications",
            "purchase",
            "purchases");

    HaveNoBusinessWord() {
        super("have no business word in their names");
    }

    @Override
    public void check(JavaClass checked, ConditionEvents events) {
        Stream.concat(
                        Stream.of(checked.getSimpleName()),
                        checked.getMembers().stream().map(JavaMember::getName))
                .filter(HaveNoBusinessWord::isBusiness)
                .forEach(name -> events.add(
                        SimpleConditionEvent.violated(checked, checked.getName() + " speaks of business: " + name)));
    }

    static boolean isBusiness(String name) {
        List<String> words = words(name);
        for (int index = 0; index < words.size(); index++) {
            // "In order" is a sequence, not a purchase.
            boolean sequence = index > 0 && words.get(index - 1).equals("in");
            if (BUSINESS.contains(words.get(index))
                    && !(sequence && words.get(index).equals("order"))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.split("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
