package io.orderflow.load.benchmark;

import io.orderflow.load.Refusal;
import io.orderflow.load.bare.BareProcess;
import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.generate.Load;
import io.orderflow.load.measure.ClientCost;
import io.orderflow.load.measure.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The gateway over HTTP, in turns with the bare endpoint. order-service is paused while anything is measured, and catches up
 * between two rounds: what is measured is the gateway, with Redis, relay and broker, not how the machine is shared.
 */
final class HttpParts {

    private static final Duration RAMP = Duration.ofSeconds(2);

    private final BenchmarkEnvironment environment;
    private final BareProcess bare;
    private final List<Double> bareRates = new ArrayList<>();
    private final List<Double> soldOutRates = new ArrayList<>();
    private final List<Double> admissionRates = new ArrayList<>();
    private ClientCost soldOutClient = ClientCost.UNKNOWN;
    private ClientCost admissionClient = ClientCost.UNKNOWN;

    HttpParts(BenchmarkEnvironment environment, BareProcess bare) {
        this.environment = environment;
        this.bare = bare;
    }

    List<Ratio> run() throws Exception {
        String soldOut = soldOutSale();
        String plenty = environment.openSale(
                environment.settings().sku(), BenchmarkEnvironment.HUGE_STOCK, BenchmarkEnvironment.HUGE_QUEUE);
        environment.holdBack();
        warmUp(soldOut, plenty);
        for (int round = 1; round <= environment.settings().rounds(); round++) {
            round(round, soldOut, plenty);
        }
        var ratios = new ArrayList<Ratio>();
        if (wanted(Part.SOLDOUT)) {
            ratios.add(Ratio.paired(0.85, Ratio.SOLD_OUT, soldOutRates, bareRates, client(soldOutClient)));
        }
        if (wanted(Part.ADMISSION)) {
            ratios.add(Ratio.paired(0.50, Ratio.ADMISSION, admissionRates, bareRates, client(admissionClient)));
        }
        if (wanted(Part.LATENCY)) {
            ratios.add(latency(plenty));
        }
        if (wanted(Part.OVERLOAD)) {
            ratios.addAll(new OverloadPart(environment).run(saturation()));
        }
        if (wanted(Part.MILLION)) {
            ratios.add(new MillionPart(environment).run());
        }
        environment.letGo();
        return ratios;
    }

    private boolean wanted(Part part) {
        return environment.settings().parts().contains(part);
    }

    private boolean needsAdmission() {
        return wanted(Part.ADMISSION) || wanted(Part.LATENCY) || wanted(Part.OVERLOAD);
    }

    private double saturation() {
        return Spread.of(admissionRates).median();
    }

    private String soldOutSale() throws Exception {
        String sale = environment.openSale(environment.settings().sku(), 1, BenchmarkEnvironment.HUGE_QUEUE);
        var last = PurchaseBurst.of(1, List.of(sale), environment.crowd(), environment.keys());
        environment.fire(environment.gateway(), Load.Closed.of(1, Duration.ofSeconds(10)), last);
        environment.settle(List.of(sale));
        return sale;
    }

    private void warmUp(String soldOut, String plenty) throws Exception {
        // Half of it for admission: that is the most code.
        var half = environment.settings().warmUp().dividedBy(2);
        var quarter = half.dividedBy(2);
        environment.say(
                "warm-up, %d s, not measured", environment.settings().warmUp().toSeconds());
        bare(quarter);
        if (wanted(Part.SOLDOUT)) {
            soldOut(quarter, soldOut);
        }
        if (needsAdmission() || wanted(Part.MILLION)) {
            admission(half, plenty);
            environment.rest(List.of(plenty));
        }
    }

    private void round(int number, String soldOut, String plenty) throws Exception {
        var slice = environment.settings().slice();
        var line = new StringBuilder("round %d".formatted(number));
        bareRates.add(tell(line, "bare", bare(slice)));
        if (wanted(Part.SOLDOUT)) {
            var burst = soldOut(slice, soldOut);
            soldOutRates.add(tell(line, "sold out", burst));
            soldOutClient = burst.client();
        }
        if (needsAdmission()) {
            var burst = admission(slice, plenty);
            admissionRates.add(tell(line, "admission", burst));
            admissionClient = burst.client();
            environment.rest(List.of(plenty));
        }
        environment.say("%s", line);
    }

    private static String client(ClientCost cost) {
        return "; client " + cost;
    }

    private static double tell(StringBuilder line, String what, PurchaseBurst burst) {
        line.append(String.format(Locale.ROOT, "  %s %,.0f/s (%s)", what, burst.perSecond(), burst.cost()));
        return burst.perSecond();
    }

    private PurchaseBurst bare(Duration time) throws InterruptedException {
        var burst = PurchaseBurst.endless("1", environment.crowd(), environment.keys());
        return expect(202, environment.fire(bare.url(), environment.closed(time), burst));
    }

    private PurchaseBurst soldOut(Duration time, String sale) throws InterruptedException {
        var burst = PurchaseBurst.endless(sale, environment.crowd(), environment.keys());
        return expect(409, environment.fire(environment.gateway(), environment.closed(time), burst));
    }

    private PurchaseBurst admission(Duration time, String sale) throws InterruptedException {
        var burst = PurchaseBurst.endless(sale, environment.crowd(), environment.keys());
        return expect(202, environment.fire(environment.gateway(), environment.closed(time), burst));
    }

    /** A rate of wrong answers is no rate. */
    static PurchaseBurst expect(int status, PurchaseBurst burst) {
        if (burst.with(status) < 0.99 * burst.answered()) {
            throw new Refusal("%d was expected, but the answers are %s.".formatted(status, burst.told()));
        }
        return burst;
    }

    private Ratio latency(String sale) throws Exception {
        double rate = saturation() / 2;
        // Once for nothing: the generator has not sent at a rate before, and what it compiles takes from the gateway.
        arriving(rate, sale);
        var p99 = new ArrayList<Double>();
        for (int round = 1; round <= environment.settings().rounds(); round++) {
            var burst = arriving(rate, sale);
            environment.say("round %d  202 at %,.0f/s: %s (%s)", round, rate, burst.latency(), burst.cost());
            p99.add(burst.latency().p99());
        }
        return Ratio.atMost(50, " ms", "p99 of a 202 at half of saturation", Spread.of(p99), "%,.0f/s".formatted(rate));
    }

    private PurchaseBurst arriving(double rate, String sale) throws Exception {
        var arrivals = new Arrivals(rate, RAMP, environment.settings().slice());
        var burst = PurchaseBurst.afterRamp(
                (long) (rate * RAMP.toSeconds() / 2), sale, environment.crowd(), environment.keys());
        expect(202, environment.fire(environment.gateway(), new Load.Open(arrivals), burst));
        environment.rest(List.of(sale));
        return burst;
    }
}
