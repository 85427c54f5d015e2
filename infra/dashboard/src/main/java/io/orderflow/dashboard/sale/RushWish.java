package io.orderflow.dashboard.sale;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rush as an operator wants it. Bounded, so that a typing error can't bring the machine down.
 *
 * @param rate requests that arrive per second after the ramp, answered or not
 * @param ramp seconds
 * @param duration seconds at the full rate
 */
record RushWish(int rate, int ramp, int duration, int customers, int units, int queueBound) {

    /** @param least and {@code most} of what may be wished */
    record Bounds(String name, int least, int most, int usual) {

        private boolean allow(String text) {
            if (!text.strip().matches("[0-9]{1,9}")) {
                return false;
            }
            int number = Integer.parseInt(text.strip());
            return number >= least && number <= most;
        }
    }

    static final List<Bounds> FIELDS = List.of(
            new Bounds("rate", 1, 20_000, 500),
            new Bounds("ramp", 0, 60, 3),
            new Bounds("duration", 1, 300, 20),
            new Bounds("customers", 2, 200_000, 20_000),
            new Bounds("units", 1, 1_000_000, 2_000),
            new Bounds("queueBound", 1, 1_000_000, 5_000));

    /** @return the first field that is no number, or not within its bounds; empty if all are */
    static Optional<Bounds> wrong(Map<String, String> fields) {
        return FIELDS.stream()
                .filter(bounds -> !bounds.allow(fields.getOrDefault(bounds.name(), "")))
                .findFirst();
    }

    /** Nothing may be {@link #wrong}. */
    static RushWish of(Map<String, String> fields) {
        return new RushWish(
                number(fields, "rate"),
                number(fields, "ramp"),
                number(fields, "duration"),
                number(fields, "customers"),
                number(fields, "units"),
                number(fields, "queueBound"));
    }

    private static int number(Map<String, String> fields, String name) {
        return Integer.parseInt(fields.getOrDefault(name, "").strip());
    }

    List<String> arguments() {
        return List.of(
                "--rate", Integer.toString(rate),
                "--ramp", Integer.toString(ramp),
                "--duration", Integer.toString(duration),
                "--customers", Integer.toString(customers),
                "--units", Integer.toString(units),
                "--queue-bound", Integer.toString(queueBound));
    }

    String text() {
        return "%d/s for %d s after a ramp of %d s, %d customers, %d units, queue bound %d"
                .formatted(rate, duration, ramp, customers, units, queueBound);
    }
}
