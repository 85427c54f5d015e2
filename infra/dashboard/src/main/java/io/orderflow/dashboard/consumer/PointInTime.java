package io.orderflow.dashboard.consumer;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A moment as a browser's field for date and time writes it, read as UTC. */
record PointInTime(LocalDateTime utc) {

    /** @return empty for what is no such text, and for what is not past */
    static Optional<PointInTime> before(Instant now, String text) {
        try {
            var point = new PointInTime(LocalDateTime.parse(text));
            return point.instant().isBefore(now) && point.utc.getYear() >= 2000 ? Optional.of(point) : Optional.empty();
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    Instant instant() {
        return utc.toInstant(ZoneOffset.UTC);
    }

    /** As the field writes it. */
    @Override
    public String toString() {
        return utc.toString();
    }
}
