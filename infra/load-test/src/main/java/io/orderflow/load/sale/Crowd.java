package io.orderflow.load.sale;

import io.orderflow.load.stack.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Customers of one run and their bearer tokens, signed before the rush begins.
 *
 * @param prefix what every customer of this run, and no other, is called at the beginning
 * @param authorizations by customer
 * @param forged authorizations that must not be accepted
 */
public record Crowd(String prefix, List<String> authorizations, List<String> forged) {

    private static final int FORGERS = 60;

    public static Crowd of(String prefix, int customers, Tokens tokens) {
        // A signature takes most of a millisecond.
        var authorizations = IntStream.range(0, customers)
                .parallel()
                .mapToObj(customer -> "Bearer " + tokens.customer(name(prefix, customer)))
                .toList();
        var forged = new ArrayList<String>();
        for (int forger = 0; forger < FORGERS; forger++) {
            String subject = forgerName(prefix, forger);
            forged.add("Bearer "
                    + switch (forger % 3) {
                        case 0 -> tokens.signedByAnotherKey(subject);
                        case 1 -> tokens.expired(subject);
                        default -> tokens.unsigned(subject);
                    });
        }
        return new Crowd(prefix, authorizations, List.copyOf(forged));
    }

    int size() {
        return authorizations.size();
    }

    String name(int customer) {
        return name(prefix, customer);
    }

    String forger(int forger) {
        return forgerName(prefix, forger);
    }

    /** What forgers, and no real customers, are called at the beginning. */
    public String forgerPrefix() {
        return prefix + "f";
    }

    private static String name(String prefix, int customer) {
        return prefix + "c" + customer;
    }

    private static String forgerName(String prefix, int forger) {
        return prefix + "f" + forger;
    }
}
