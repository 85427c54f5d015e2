package io.orderflow.faults;

import java.time.Duration;

/** What the switch does to the next delivery. */
sealed interface Fault {

    /** What it does to the one after that. */
    Fault afterOne();

    record Off() implements Fault {
        @Override
        public Fault afterOne() {
            return this;
        }
    }

    /** @param times deliveries that will still fail, at least 1 */
    record FailNext(int times) implements Fault {

        public FailNext {
            if (times < 1) {
                throw new IllegalArgumentException("times must be at least 1; got " + times);
            }
        }

        @Override
        public Fault afterOne() {
            return times == 1 ? new Off() : new FailNext(times - 1);
        }
    }

    record FailAlways() implements Fault {
        @Override
        public Fault afterOne() {
            return this;
        }
    }

    record Slow(Duration delay) implements Fault {
        @Override
        public Fault afterOne() {
            return this;
        }
    }
}
