package io.orderflow.load.measure;

import java.util.List;
import java.util.Locale;

/** The middle of some measurements, and how far apart they lie. */
public record Spread(double median, double least, double most) {

    public static Spread of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.2f (%,.2f to %,.2f)", median, least, most);
    }
}
