package io.orderflow.load.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The client's own record of one run: what it sent, and the answers. Every request has a number, from which its idempotency key
 * and its customer follow, so that rows in the database can be traced back to it.
 */
public final class PlacementLog {

    private final String run;
    private final int customers;
    private final List<Answer> answers = new ArrayList<>();

    /** @param run unique among all runs on one stack: letters and digits */
    public PlacementLog(String run, int customers) {
        this.run = run;
        this.customers = customers;
    }

    /** @return the number of the request that is about to be sent */
    synchronized int send() {
        answers.add(new Answer.Unanswered("not yet"));
        return answers.size() - 1;
    }

    synchronized void record(int number, Answer answer) {
        answers.set(number, answer);
    }

    /** What every customer of this run, and no other, is called at the beginning. */
    public String prefix() {
        return "load-" + run + "-";
    }

    List<String> customers() {
        return IntStream.range(0, customers).mapToObj(this::customerNamed).toList();
    }

    public String key(int number) {
        return prefix() + number;
    }

    public synchronized int sent() {
        return answers.size();
    }

    /** Order id by idempotency key, for each 201. */
    public synchronized Map<String, UUID> accepted() {
        var accepted = new HashMap<String, UUID>();
        for (int number = 0; number < answers.size(); number++) {
            if (answers.get(number) instanceof Answer.Accepted(var id)) {
                accepted.put(key(number), id);
            }
        }
        return accepted;
    }

    /** Order id by request number, for some of the 201s, evenly spread over the run. */
    synchronized Map<Integer, UUID> acceptedSample(int most) {
        int step = Math.max(1, answers.size() / most);
        var sample = new HashMap<Integer, UUID>();
        for (int number = 0; number < answers.size(); number += step) {
            if (answers.get(number) instanceof Answer.Accepted(var id)) {
                sample.put(number, id);
            }
        }
        return sample;
    }

    /** Keys whose requests may have left an order although the client was not told: no answer, or a 5xx. */
    public synchronized Set<String> inDoubt() {
        return IntStream.range(0, answers.size())
                .filter(number -> switch (answers.get(number)) {
                    case Answer.Accepted accepted -> false;
                    case Answer.Refused(int status) -> status >= 500;
                    case Answer.Unanswered unanswered -> true;
                })
                .mapToObj(this::key)
                .collect(Collectors.toSet());
    }

    private String customerNamed(int index) {
        return prefix() + "c" + index;
    }
}
