package io.orderflow.load.sale;

import io.orderflow.load.Refusal;
import io.orderflow.load.generate.Exchange;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.generate.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches every customer's admission token before the rush. */
public final class AdmissionTokens {

    private static final byte[] NOTHING = {};
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration BREATH = Duration.ofMillis(100);

    private final String path;
    private final Crowd crowd;
    private final List<String> tokens;
    private int next;
    private int fetched;

    private AdmissionTokens(String sale, Crowd crowd) {
        this.path = "/sales/" + sale + "/admission-tokens";
        this.crowd = crowd;
        this.tokens = new ArrayList<>(Collections.nCopies(crowd.size(), ""));
    }

    /** @return by customer */
    public static List<String> fetch(URI gateway, String sale, Crowd crowd, int connections)
            throws InterruptedException {
        var fetch = new AdmissionTokens(sale, crowd);
        new Generator(gateway, connections)
                .begin(new Load.Closed(connections, LONGEST, BREATH), fetch::request)
                .await();
        if (fetch.fetched < crowd.size()) {
            throw new Refusal("Only %,d of %,d customers got an admission token from %s."
                    .formatted(fetch.fetched, crowd.size(), gateway.resolve(fetch.path)));
        }
        return List.copyOf(fetch.tokens);
    }

    private @Nullable Exchange request() {
        return next < crowd.size() ? new Fetch(next++) : null;
    }

    private final class Fetch implements Exchange {

        private final int customer;

        Fetch(int customer) {
            this.customer = customer;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] body() {
            return NOTHING;
        }

        @Override
        public void headers(BiConsumer<CharSequence, CharSequence> headers) {
            headers.accept("Authorization", crowd.authorizations().get(customer));
        }

        @Override
        public void answered(Reply reply, long latencyNanos) {
            if (reply instanceof Reply.Answer answer && answer.status() / 100 == 2) {
                tokens.set(customer, new JsonObject(answer.text()).getString("token"));
                fetched++;
            }
        }
    }
}
