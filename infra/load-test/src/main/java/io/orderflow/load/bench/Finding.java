package io.orderflow.load.bench;

import io.orderflow.load.measure.Spread;

/** What came of a row. */
sealed interface Finding {

    Row row();

    boolean reached(Strictness strictness);

    /** @param detail the figures behind the ratio, and what the client took */
    record Measured(Row row, Spread spread, int rounds, String detail) implements Finding {

        @Override
        public boolean reached(Strictness strictness) {
            return row.reaches(spread.median(), strictness);
        }

        /** Median and range. */
        String figures() {
            String median = Row.number(spread.median());
            return rounds < 2
                    ? median + row.tellUnit()
                    : "%s (%s to %s)%s"
                            .formatted(median, Row.number(spread.least()), Row.number(spread.most()), row.tellUnit());
        }
    }

    /** A row that was wanted and could not be measured is missed. */
    record Failed(Row row, String why) implements Finding {

        @Override
        public boolean reached(Strictness strictness) {
            return false;
        }
    }
}
