package io.orderflow.load.scenario;

import io.orderflow.load.Refusal;
import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.sale.Mix;
import io.orderflow.load.sale.SaleTerms;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is put on sale, and the customers' load. */
final class RushOptions {

    @Option(
            names = "--rate",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Requests that arrive per second after the ramp, answered or not (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--ramp",
            defaultValue = "5",
            paramLabel = "S",
            description = "Seconds in which the rate grows from 0 (default: ${DEFAULT-VALUE})")
    private int ramp;

    @Option(
            names = "--duration",
            defaultValue = "30",
            paramLabel = "S",
            description = "Seconds at the full rate (default: ${DEFAULT-VALUE})")
    private int duration;

    @Option(
            names = "--customers",
            defaultValue = "20000",
            paramLabel = "N",
            description = "Different customers, one after the other (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--repeaters",
            defaultValue = "5",
            paramLabel = "PCT",
            description =
                    "Requests that repeat an earlier one, same customer and key, in percent (default: ${DEFAULT-VALUE})")
    private int repeaters;

    @Option(
            names = "--forged",
            defaultValue = "2",
            paramLabel = "PCT",
            description = "Requests without a valid token, in percent (default: ${DEFAULT-VALUE})")
    private int forged;

    @Option(
            names = "--connections",
            defaultValue = "256",
            paramLabel = "N",
            description = "Requests under way at once, at most; more wait and age (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--sku", defaultValue = "tea-green", description = "What is on sale (default: ${DEFAULT-VALUE})")
    private String sku = "";

    @Option(
            names = "--price",
            defaultValue = "990",
            paramLabel = "CENTS",
            description = "The flash price (default: ${DEFAULT-VALUE})")
    private long price;

    @Option(
            names = "--units",
            defaultValue = "10000",
            paramLabel = "N",
            description = "Units on sale (default: ${DEFAULT-VALUE})")
    private long units;

    @Option(
            names = "--limit",
            defaultValue = "1",
            paramLabel = "N",
            description = "Units per customer (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(
            names = "--queue-bound",
            defaultValue = "5000",
            paramLabel = "N",
            description = "Tickets that wait for a decision, at most (default: ${DEFAULT-VALUE})")
    private long queueBound;

    @Option(
            names = "--payment-window",
            defaultValue = "PT15M",
            paramLabel = "ISO",
            description =
                    "Unpaid orders expire after it; up to two minutes, the run waits for that (default: ${DEFAULT-VALUE})")
    private Duration paymentWindow = Duration.ZERO;

    @Option(names = "--admission-tokens", description = "The sale asks for admission tokens; fetched before the rush")
    private boolean admissionTokens;

    int connections() {
        return connections;
    }

    int customers() {
        return customers;
    }

    String sku() {
        return sku;
    }

    long price() {
        return price;
    }

    void check() {
        if (!(rate > 0) || ramp < 0 || duration < 1 || customers < 2 || connections < 1 || units < 1 || limit < 1) {
            throw new Refusal("--rate is above 0, --ramp at least 0, --customers at least 2,"
                    + " --duration, --connections, --units and --limit at least 1.");
        }
        if (repeaters < 0 || forged < 0 || repeaters + forged > 100) {
            throw new Refusal("--repeaters and --forged are percentages, together at most 100.");
        }
    }

    String announcement(URI gateway) {
        return String.format(
                Locale.ROOT,
                "%,.0f/s for %d s after a ramp of %d s at %s, %,d customers, %d %% repeaters, %d %% forged",
                rate,
                duration,
                ramp,
                gateway,
                customers,
                repeaters,
                forged);
    }

    RushSettings settings() {
        var time = Duration.ofSeconds(duration);
        var lasting = time.plusSeconds(ramp).plus(Duration.ofHours(1));
        return new RushSettings(
                new Arrivals(rate, Duration.ofSeconds(ramp), time),
                connections,
                customers,
                new Mix(repeaters, forged),
                new SaleTerms(sku, price, units, limit, queueBound, paymentWindow, lasting, admissionTokens));
    }
}
