package io.orderflow.dashboard.audit;

import java.time.Instant;
import java.util.List;

/**
 * One line of the page.
 *
 * @param service that recorded it
 */
record Entry(Instant at, String service, String actor, String action, String subject, String reason, String result) {

    /**
     * @param rows of one request, latest first
     * @return the feature's entries for it; where there are none, the request itself with its latest result, which is {@code
     *     begun} if the process died meanwhile
     */
    static List<Entry> ofRequest(List<Entry> rows) {
        var said = rows.stream().filter(row -> !row.isTheRequestItself()).toList();
        return said.isEmpty() ? List.of(rows.getFirst()) : said;
    }

    /** Its action is a method and a route. */
    private boolean isTheRequestItself() {
        return action.contains(" /");
    }
}
