package io.orderflow.load.sale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The client's own record of a rush. */
public final class RushLog {

    private final List<Attempt> attempts = new ArrayList<>();

    synchronized void record(Attempt attempt) {
        attempts.add(attempt);
    }

    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Customer by ticket, for each 202 to a customer with a valid token. */
    public synchronized Map<UUID, String> tickets() {
        var tickets = new HashMap<UUID, String>();
        for (var attempt : attempts) {
            if (attempt.ticket() != null && attempt.kind() != Attempt.Kind.FORGED) {
                tickets.put(attempt.ticket(), attempt.customer());
            }
        }
        return tickets;
    }

    /** Customers that may have a ticket that no answer named. */
    public synchronized Set<String> inDoubt() {
        var customers = new HashSet<String>();
        for (var attempt : attempts) {
            if (attempt.outcome().inDoubt() && attempt.kind() != Attempt.Kind.FORGED) {
                customers.add(attempt.customer());
            }
        }
        return customers;
    }
}
