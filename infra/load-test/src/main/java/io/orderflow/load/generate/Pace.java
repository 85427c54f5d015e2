package io.orderflow.load.generate;

import java.util.Locale;

/** How fast requests are sent. */
public sealed interface Pace {

    /** Each of the concurrent clients sends its next request as soon as the last is answered. */
    record FlatOut() implements Pace {
        @Override
        public String toString() {
            return "flat out";
        }
    }

    /** Requests arrive evenly, whether or not earlier ones are answered. */
    record FixedRate(double perSecond) implements Pace {

        public FixedRate {
            if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("A rate is a number above 0, for example 500/s");
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.0f/s", perSecond);
        }
    }

    /** @param text {@code 500}, {@code 500/s} or {@code flat out} */
    static Pace parse(String text) {
        if (text.strip().equals("flat out")) {
            return new FlatOut();
        }
        String number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        try {
            return new FixedRate(Double.parseDouble(number.strip()));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "A rate is a number above 0, for example 500/s, or 'flat out'", noNumber);
        }
    }
}
