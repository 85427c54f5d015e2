package io.orderflow.testkit.fuzz;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sends odd requests to every route that a running service has, by its router, so that no route can be forgotten. Fails on any
 * answer of 5xx, on a refusal that is neither a problem (RFC 9457) nor, where there are such, a page; on an answer without the
 * headers of every answer; on a broken body that is taken; on any stack trace or ERROR in the log.
 *
 * <p>Every place of every route is tried with every oddity; then several at once by chance, for which {@code -Dfuzz.seed} sets
 * another seed than the usual one.
 */
public final class RouteFuzz {

    private static final Duration BY_CHANCE = Duration.ofSeconds(3);
    private static final int FINDINGS_SHOWN = 60;

    /** The same for every build, so that none fails by chance. */
    private static final long USUAL_SEED = 1;

    /** So often a route may leave a request without an answer before it is left alone. */
    private static final int PATIENCE = 2;

    private final EmbeddedServer server;
    private final Map<String, List<String>> identities = new LinkedHashMap<>();
    private final Map<String, List<String>> known = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> exceptions = new ArrayList<>();
    private final List<String> foreignLoggers = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Map<String, Integer> silent = new HashMap<>();
    private boolean pages;

    private RouteFuzz(EmbeddedServer server) {
        this.server = server;
        identities.put("a stranger", List.of());
    }

    /** The whole service that runs in this JVM. */
    public static RouteFuzz of(ApplicationContext service) {
        return new RouteFuzz(service.getBean(EmbeddedServer.class));
    }

    /** Sends the requests as that person, too. @param headers such as {@code Authorization: Bearer …} */
    public RouteFuzz as(String person, String... headers) {
        identities.put(person, List.of(headers));
        return this;
    }

    /** What a path variable may be, where something exists. */
    public RouteFuzz known(String variable, String... values) {
        known.put(variable, List.of(values));
        return this;
    }

    /** A good body, from which bad ones are made. @param route such as {@code POST /orders} */
    public RouteFuzz body(String route, String good) {
        bodies.put(route, good);
        return this;
    }

    /** Refusals may be HTML pages. */
    public RouteFuzz withPages() {
        pages = true;
        return this;
    }

    /** Files that are no routes. */
    public RouteFuzz files(String... paths) {
        files.addAll(List.of(paths));
        return this;
    }

    /** Not this route. @param because why that must be */
    public RouteFuzz except(String route, String because) {
        if (because.isBlank()) {
            throw new IllegalArgumentException("An exception needs a reason: " + route);
        }
        exceptions.add(route);
        return this;
    }

    /** What these loggers report has other causes than requests. @param because why that must be */
    public RouteFuzz notFromRequests(String logger, String because) {
        if (because.isBlank()) {
            throw new IllegalArgumentException("An exception needs a reason: " + logger);
        }
        foreignLoggers.add(logger);
        return this;
    }

    /** @throws AssertionError with every kind of finding, each with its smallest request */
    public void run() {
        long seed = Long.getLong("fuzz.seed", USUAL_SEED);
        var findings = new TreeMap<String, String>();
        int sent = 0;
        try (var log = new RequestLog(foreignLoggers)) {
            for (Attempt attempt : (Iterable<Attempt>) systematic()::iterator) {
                attempt(attempt, log, findings);
                sent++;
            }
            var random = new Random(seed);
            var requests = new OddRequests(known, bodies);
            var routes = routes().toList();
            var people = List.copyOf(identities.values());
            long end = System.nanoTime() + BY_CHANCE.toNanos();
            while (System.nanoTime() < end) {
                var route = routes.get(random.nextInt(routes.size()));
                attempt(requests.byChance(route, people.get(random.nextInt(people.size())), random), log, findings);
                sent++;
            }
        }
        System.out.printf("Fuzzed %d routes with %d requests, -Dfuzz.seed=%d%n", routes().count(), sent, seed);
        if (!findings.isEmpty()) {
            throw new AssertionError(told(findings, seed));
        }
    }

    private Stream<Attempt> systematic() {
        var requests = new OddRequests(known, bodies);
        return routes().flatMap(route ->
                identities.values().stream().flatMap(identity -> requests.systematic(route, identity).stream()));
    }

    private Stream<FuzzedRoute> routes() {
        var declared = server.getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(FuzzedRoute::of);
        var others = Stream.concat(files.stream(), Stream.of("/", "/no-such-route"))
                .map(path -> new FuzzedRoute("GET", path, List.of(), List.of(), false, false));
        return Stream.concat(declared, others).distinct().filter(route -> !exceptions.contains(route.toString()));
    }

    private void attempt(Attempt attempt, RequestLog log, Map<String, String> findings) {
        if (silent.getOrDefault(attempt.route(), 0) >= PATIENCE) {
            return;
        }
        var rules = new AnswerRules(pages);
        String outcome;
        Stream<String> broken;
        try {
            var answer = Answer.to(attempt, server.getPort());
            outcome = String.valueOf(answer.status());
            broken = rules.broken(attempt, answer);
        } catch (SocketTimeoutException none) {
            silent.merge(attempt.route(), 1, Integer::sum);
            outcome = "nothing";
            broken = Stream.of("no answer");
        } catch (IOException | RuntimeException unreadable) {
            outcome = "something unreadable";
            broken = Stream.of("not an HTTP answer: " + unreadable);
        }
        String got = outcome;
        Stream.concat(broken, log.take().map(incident -> "logged " + Attempt.shortened(incident)))
                .forEach(found ->
                        findings.merge(attempt.route() + ": " + found, attempt + " → " + got, RouteFuzz::shorter));
    }

    private static String shorter(String one, String other) {
        return other.length() < one.length() ? other : one;
    }

    private static String told(Map<String, String> findings, long seed) {
        var lines = new ArrayList<String>();
        findings.forEach((found, smallest) -> lines.add(found + "\n      " + smallest));
        Collections.sort(lines);
        return "%d findings, -Dfuzz.seed=%d%n%s"
                .formatted(
                        lines.size(),
                        seed,
                        String.join("\n", lines.subList(0, Math.min(FINDINGS_SHOWN, lines.size()))));
    }
}
