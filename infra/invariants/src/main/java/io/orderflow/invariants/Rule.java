package io.orderflow.invariants;

/**
 * What a check holds the system to.
 *
 * @param id stable, for texts, links and reports
 * @param number in the list of invariants
 * @param names what the offenders of this rule are
 * @param says what holds, as a sentence
 */
public record Rule(String id, int number, Kind kind, Names names, String says) {

    public enum Kind {
        /** Holds in any snapshot. */
        ALWAYS,
        /** Holds once everything has come to rest: until then an offender may only be on its way. */
        QUIET
    }

    public enum Names {
        /** By the id of their order. */
        ORDERS,
        /** By the ticket, which is the id of the order that it became. */
        TICKETS,
        CUSTOMERS,
        MESSAGES,
        /** A sentence that says what does not add up. */
        SENTENCES
    }

    public static Rule always(int number, String id, Names names, String says) {
        return new Rule(id, number, Kind.ALWAYS, names, says);
    }

    public static Rule quiet(int number, String id, Names names, String says) {
        return new Rule(id, number, Kind.QUIET, names, says);
    }

    /** For a person: number and sentence. */
    public String fact() {
        return number + " " + says;
    }
}
