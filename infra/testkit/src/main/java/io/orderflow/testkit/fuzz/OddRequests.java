package io.orderflow.testkit.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One oddity at a time for each place of each route, and several at once by chance. */
final class OddRequests {

    private final Map<String, List<String>> known;
    private final Map<String, String> bodies;

    /**
     * @param known good values of path variables, by name
     * @param bodies good bodies, by route
     */
    OddRequests(Map<String, List<String>> known, Map<String, String> bodies) {
        this.known = Map.copyOf(known);
        this.bodies = Map.copyOf(bodies);
    }

    /** @param identity headers that identify the caller */
    List<Attempt> systematic(FuzzedRoute route, List<String> identity) {
        var attempts = new ArrayList<Attempt>();
        Attempt good = Attempt.of(route, path(route, 0), identity);
        attempts.add(good);
        OddHeaders.METHODS.forEach(method -> attempts.add(good.method(method)));
        for (int i = 0; i < OddHeaders.SETS.size(); i++) {
            var headers = OddHeaders.SETS.get(i);
            attempts.add(withoutOverridden(good, headers).with(headers));
        }
        if (identity.isEmpty()) {
            // Their content is read after the identity; where that does not matter, other identities try the same.
            return attempts;
        }
        for (String variable : route.variables()) {
            if (route.path().contains("{" + variable + "}")) {
                OddText.ENCODED.forEach(text -> attempts.add(good.target(path(route, 0, variable, text))));
            }
        }
        for (String parameter : route.parameters()) {
            for (String text : OddText.ENCODED) {
                attempts.add(good.target(good.target() + "?" + parameter + "=" + text));
            }
            attempts.add(good.target(good.target() + "?" + parameter));
            attempts.add(good.target(good.target() + "?" + parameter + "=1&" + parameter + "=2"));
            attempts.add(good.target(good.target() + "?" + parameter + "%5B%5D=1"));
        }
        Stream.of(
                        "?",
                        "?%zz",
                        "?%zz=%zz",
                        "?a=%zz",
                        "?=",
                        "?&&&",
                        "?a=" + "b".repeat(3_000),
                        "#a",
                        "?#",
                        "/",
                        "//",
                        "%20",
                        "%00",
                        "%zz",
                        ";a=b",
                        ".json")
                .forEach(suffix -> attempts.add(good.target(good.target() + suffix)));
        attempts.add(good.target("http://elsewhere.example" + good.target()));
        attempts.add(good.target("/" + good.target()));
        attempts.add(good.target("/." + good.target()));
        attempts.add(good.target(good.target().substring(1)));
        bodies(route, good).forEach(attempts::add);
        return attempts;
    }

    private Stream<Attempt> bodies(FuzzedRoute route, Attempt good) {
        if (route.takesJson() || body(route, "").startsWith("{")) {
            // A key of its own for each: none is the repeat of another.
            return OddBodies.json(
                    good.has("Idempotency-Key") ? good : good.with("Idempotency-Key: fuzz"), body(route, "{}"));
        }
        return route.takesForm() ? OddBodies.form(good, route.parameters(), body(route, "")) : Stream.empty();
    }

    private String body(FuzzedRoute route, String otherwise) {
        return bodies.getOrDefault(route.toString(), otherwise);
    }

    /** Some oddities together. */
    Attempt byChance(FuzzedRoute route, List<String> identity, Random random) {
        String target = path(route, random.nextInt(3));
        for (String variable : route.variables()) {
            if (random.nextInt(3) == 0) {
                target = target.replace(value(variable, 0), any(OddText.ENCODED, random));
            }
        }
        if (!route.parameters().isEmpty() && random.nextBoolean()) {
            target += IntStream.range(0, random.nextInt(1, 4))
                    .mapToObj(i -> any(route.parameters(), random) + "=" + any(OddText.ENCODED, random))
                    .collect(Collectors.joining("&", "?", ""));
        }
        Attempt attempt = Attempt.of(route, target, identity);
        for (int i = random.nextInt(3); i > 0; i--) {
            var headers = any(OddHeaders.SETS, random);
            if (headers.stream().noneMatch(line -> attempt.has(line.substring(0, Math.max(0, line.indexOf(':')))))) {
                return chosenBody(route, attempt.with(headers), random);
            }
        }
        return chosenBody(
                route, random.nextInt(6) == 0 ? attempt.method(any(OddHeaders.METHODS, random)) : attempt, random);
    }

    private Attempt chosenBody(FuzzedRoute route, Attempt attempt, Random random) {
        if (attempt.has("Content-Type") || attempt.has("Content-Length") || attempt.has("Transfer-Encoding")) {
            return attempt;
        }
        var bodies = bodies(route, attempt).toList();
        // Another method or header may make right what alone is wrong.
        return bodies.isEmpty() || random.nextInt(4) == 0
                ? attempt
                : any(bodies, random).maybeRefused();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** An odd header takes the place of a good one of its name. */
    private static Attempt withoutOverridden(Attempt attempt, List<String> odd) {
        return new Attempt(
                attempt.route(),
                attempt.method(),
                attempt.target(),
                attempt.headers().stream()
                        .filter(line ->
                                odd.stream().noneMatch(other -> name(other).equalsIgnoreCase(name(line))))
                        .toList(),
                attempt.body(),
                attempt.mustBeRefused());
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':')));
    }

    private String path(FuzzedRoute route, int which) {
        return path(route, which, "", "");
    }

    private String path(FuzzedRoute route, int which, String variable, String odd) {
        String path = route.path();
        for (String each : route.variables()) {
            path = path.replace("{" + each + "}", each.equals(variable) ? odd : value(each, which));
        }
        return path;
    }

    private String value(String variable, int which) {
        var values = known.getOrDefault(variable, List.of("1", "0198c0de-0000-7000-8000-000000000000", "abc"));
        return values.get(which % values.size());
    }
}
