package io.orderflow.load.sale;

import io.orderflow.load.generate.Exchange;
import io.orderflow.load.generate.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Purchase attempts, one after the other; some are repeated, some are forged. Used on the generator's thread only. */
public final class Rush implements Supplier<Exchange> {

    private static final byte[] ONE = "{\"quantity\":1}".getBytes(StandardCharsets.UTF_8);
    private static final int REMEMBERED = 5_000;
    private static final String NO_TOKEN = "";

    private final String path;
    private final Crowd crowd;
    private final List<String> admissionTokens;
    private final Mix mix;
    private final RushLog log;
    private final Timeline timeline;
    private final Random random = new Random(7);
    private final List<Integer> recent = new ArrayList<>();
    private final Map<String, UUID> known = new HashMap<>();
    private int number;
    private int firsts;
    private int forgeries;

    /** @param admissionTokens by customer; empty where the sale asks for none */
    public Rush(String sale, Crowd crowd, List<String> admissionTokens, Mix mix, RushLog log, Timeline timeline) {
        this.path = "/sales/" + sale + "/purchases";
        this.crowd = crowd;
        this.admissionTokens = admissionTokens;
        this.mix = mix;
        this.log = log;
        this.timeline = timeline;
    }

    @Override
    public Exchange get() {
        timeline.sent();
        int roll = random.nextInt(100);
        if (roll < mix.forged()) {
            return forged();
        }
        if (roll < mix.forged() + mix.repeaters() && !recent.isEmpty()) {
            return purchase(Attempt.Kind.REPEAT, recent.get(random.nextInt(recent.size())));
        }
        int first = firsts++;
        remember(first);
        return purchase(Attempt.Kind.FIRST, first);
    }

    private void remember(int first) {
        if (recent.size() < REMEMBERED) {
            recent.add(first);
        } else {
            recent.set(first % REMEMBERED, first);
        }
    }

    private Purchase purchase(Attempt.Kind kind, int first) {
        int customer = first % crowd.size();
        return new Purchase(
                kind,
                crowd.name(customer),
                crowd.authorizations().get(customer),
                admissionTokens.isEmpty() ? NO_TOKEN : admissionTokens.get(customer),
                crowd.prefix() + first);
    }

    /** Where the sale asks for admission tokens, every other forgery has a good bearer token and a bad admission token. */
    private Purchase forged() {
        int forger = forgeries++ % crowd.forged().size();
        String key = crowd.prefix() + "forged-" + number++;
        if (admissionTokens.isEmpty() || forger % 2 == 0) {
            return new Purchase(
                    Attempt.Kind.FORGED, crowd.forger(forger), crowd.forged().get(forger), NO_TOKEN, key);
        }
        int customer = random.nextInt(crowd.size());
        // Another customer's: bound to that customer, it must not admit this one.
        String stolen = admissionTokens.get((customer + 1) % crowd.size());
        return new Purchase(
                Attempt.Kind.FORGED,
                crowd.name(customer),
                crowd.authorizations().get(customer),
                stolen,
                key);
    }

    private final class Purchase implements Exchange {

        private final Attempt.Kind kind;
        private final String customer;
        private final String authorization;
        private final String admissionToken;
        private final String key;
        private final @Nullable UUID before;

        Purchase(Attempt.Kind kind, String customer, String authorization, String admissionToken, String key) {
            this.kind = kind;
            this.customer = customer;
            this.authorization = authorization;
            this.admissionToken = admissionToken;
            this.key = key;
            this.before = known.get(key);
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] body() {
            return ONE;
        }

        @Override
        public void headers(BiConsumer<CharSequence, CharSequence> headers) {
            headers.accept("Authorization", authorization);
            headers.accept("Content-Type", "application/json");
            headers.accept("Idempotency-Key", key);
            if (!admissionToken.isEmpty()) {
                headers.accept("Admission-Token", admissionToken);
            }
        }

        @Override
        public void answered(Reply reply, long latencyNanos) {
            var outcome = Outcome.of(reply);
            var ticket = outcome == Outcome.TICKET ? ticket(reply) : null;
            if (outcome == Outcome.TICKET && ticket == null) {
                outcome = Outcome.NO_ANSWER;
            }
            timeline.answered(outcome, latencyNanos);
            if (ticket != null) {
                known.putIfAbsent(key, ticket);
            }
            log.record(new Attempt(kind, customer, key, outcome, ticket, before));
        }
    }

    /** @return null where the answer names none */
    static @Nullable UUID ticket(Reply reply) {
        if (!(reply instanceof Reply.Answer answer)) {
            return null;
        }
        String body = answer.text();
        int name = body.indexOf("\"ticket\"");
        int begin = name < 0 ? -1 : body.indexOf('"', body.indexOf(':', name)) + 1;
        if (begin <= 0 || begin + 36 > body.length()) {
            return null;
        }
        try {
            return UUID.fromString(body.substring(begin, begin + 36));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
