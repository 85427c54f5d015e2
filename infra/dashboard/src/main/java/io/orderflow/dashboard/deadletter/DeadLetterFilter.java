package io.orderflow.dashboard.deadletter;

import io.micronaut.core.convert.value.ConvertibleMultiValues;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.uri.UriBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which dead letters are meant, as in a page's address.
 *
 * @param state empty for any
 * @param group empty for any; {@link #HALF_MESSAGES} for those that have none
 * @param fingerprint empty for any
 * @param exception a part of its name; empty for any
 * @param text found in key, ids, reason or body; empty for any
 * @param ids these and no others; empty for any
 */
record DeadLetterFilter(
        Optional<DeadLetterState> state,
        String group,
        String fingerprint,
        String exception,
        String text,
        Age age,
        List<Long> ids) {

    /** No consumer group can be called that. */
    static final String HALF_MESSAGES = "@half-messages";

    private static final String ANY_STATE = "any";
    private static final int LONGEST = 200;
    private static final int MOST_IDS = 1_000;

    DeadLetterFilter {
        ids = List.copyOf(ids);
    }

    /** @throws HttpStatusException (400) with a sentence about the parameter that makes no sense */
    static DeadLetterFilter of(ConvertibleMultiValues<String> parameters) {
        return new DeadLetterFilter(
                state(text(parameters, "state")),
                text(parameters, "group"),
                text(parameters, "fingerprint"),
                text(parameters, "exception"),
                text(parameters, "text"),
                age(text(parameters, "age")),
                ids(parameters.getAll("id")));
    }

    /** The same filter as a query, without its leading question mark; empty if it is the usual one. */
    String query() {
        var address = UriBuilder.of("/");
        state.ifPresentOrElse(
                known -> {
                    if (known != DeadLetterState.OPEN) {
                        address.queryParam("state", known.inAddress());
                    }
                },
                () -> address.queryParam("state", ANY_STATE));
        add(address, "group", group);
        add(address, "fingerprint", fingerprint);
        add(address, "exception", exception);
        add(address, "text", text);
        add(address, "age", age == Age.ANY ? "" : age.inAddress());
        ids.forEach(id -> address.queryParam("id", id));
        return Objects.requireNonNullElse(address.build().getRawQuery(), "");
    }

    String path(String path) {
        var query = query();
        return query.isEmpty() ? path : path + "?" + query;
    }

    String path(String path, String name, Object value) {
        return path + "?" + (query().isEmpty() ? "" : query() + "&") + name + "=" + value;
    }

    DeadLetterFilter kind(DeadLetterKind kind) {
        return new DeadLetterFilter(
                state,
                kind.group().isEmpty() ? HALF_MESSAGES : kind.group(),
                kind.fingerprint(),
                exception,
                text,
                age,
                ids);
    }

    String stateInAddress() {
        return state.map(DeadLetterState::inAddress).orElse(ANY_STATE);
    }

    private static void add(UriBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, value);
        }
    }

    private static Optional<DeadLetterState> state(String name) {
        if (name.isEmpty()) {
            return Optional.of(DeadLetterState.OPEN);
        }
        if (name.equals(ANY_STATE)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(DeadLetterState.values())
                .filter(state -> state.inAddress().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> refused("state must be any, open, redelivered, resolved, failed-again or discarded")));
    }

    private static Age age(String name) {
        return name.isEmpty()
                ? Age.ANY
                : Arrays.stream(Age.values())
                        .filter(age -> age.inAddress().equals(name))
                        .findFirst()
                        .orElseThrow(() -> refused("age is none of those that the page offers"));
    }

    private static List<Long> ids(List<String> given) {
        if (given.size() > MOST_IDS) {
            throw refused("id may be given at most " + MOST_IDS + " times; use a filter for more");
        }
        try {
            return given.stream().map(Long::valueOf).toList();
        } catch (NumberFormatException noNumber) {
            throw refused("id must be a whole number");
        }
    }

    private static String text(ConvertibleMultiValues<String> parameters, String name) {
        var value = Objects.requireNonNullElse(parameters.get(name), "").strip();
        if (value.length() > LONGEST) {
            throw refused(name + " may have at most " + LONGEST + " characters");
        }
        return value;
    }

    private static HttpStatusException refused(String why) {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, why);
    }
}
