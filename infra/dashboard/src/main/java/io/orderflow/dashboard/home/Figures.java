package io.orderflow.dashboard.home;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as the picture shows them. What is not known is a dash, never a zero. */
final class Figures {

    static final String UNKNOWN = "–";

    private static final double FEW = 10;

    private Figures() {}

    static String rate(OptionalDouble perSecond) {
        if (perSecond.isEmpty()) {
            return UNKNOWN;
        }
        double rate = perSecond.getAsDouble();
        return String.format(Locale.ROOT, rate > 0 && rate < FEW ? "%.1f" : "%,.0f", rate);
    }

    static String count(OptionalLong number) {
        return number.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "%,d", number.getAsLong());
    }
}
