package io.orderflow.micronaut.rocketmq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects everything that is wrong, so that one start reports it all. */
final class Faults {

    private final List<IllegalArgumentException> found = new ArrayList<>();

    /** @return what {@code read} returns, or {@code otherwise} if it finds a fault */
    <T> T in(Supplier<T> read, T otherwise) {
        try {
            return read.get();
        } catch (IllegalArgumentException fault) {
            found.add(fault);
            return otherwise;
        }
    }

    void in(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException fault) {
            found.add(fault);
        }
    }

    /** @throws IllegalArgumentException with a line for each, if there is any */
    void refuse() {
        if (found.isEmpty()) {
            return;
        }
        if (found.size() == 1) {
            throw found.getFirst();
        }
        var all = new IllegalArgumentException(String.join(
                System.lineSeparator(),
                found.stream().map(IllegalArgumentException::getMessage).toList()));
        found.forEach(all::addSuppressed);
        throw all;
    }
}
