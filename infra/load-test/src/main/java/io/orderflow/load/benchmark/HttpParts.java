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
 * The gateway over HTTP, in turns with the bare endpoint. order-service stands still while anything is measured, and catches up
 * between two rounds: what is measured is the gateway, with Redis, relay and broker, not how the machine is shared.
 */
final class HttpParts {

    private static final Duration RAMP = Duration.ofSeconds(2);

    private final Ground ground;
    private final BareProcess bare;
    private final List<Double> bareRates = new ArrayList<>();
    private final List<Double> soldOutRates = new ArrayList<>();
    private final List<Double> admissionRates = new ArrayList<>();
    private ClientCost soldOutClient = ClientCost.UNKNOWN;
    private ClientCost admissionClient = ClientCost.UNKNOWN;

    HttpParts(Ground ground, BareProcess bare) {
        this.ground = ground;
        this.bare = bare;
    }

    List<Ratio> run() throws Exception {
        String soldOut = soldOutSale();
        String plenty = ground.openSale(ground.settings().sku(), Ground.HUGE_STOCK, Ground.HUGE_QUEUE);
        ground.holdBack();
        warmUp(soldOut, plenty);
        for (int round = 1; round <= ground.settings().rounds(); round++) {
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
            ratios.addAll(new OverloadPart(ground).run(saturation()));
        }
        if (wanted(Part.MILLION)) {
            ratios.add(new MillionPart(ground).run());
        }
        ground.letGo();
        return ratios;
    }

    private boolean wanted(Part part) {
        return ground.settings().parts().contains(part);
    }

    private boolean needsAdmission() {
        return wanted(Part.ADMISSION) || wanted(Part.LATENCY) || wanted(Part.OVERLOAD);
    }

    private double saturation() {
        return Spread.of(admissionRates).median();
    }

    private String soldOutSale() throws Exception {
        String sale = ground.openSale(ground.settings().sku(), 1, Ground.HUGE_QUEUE);
        var last = Volley.of(1, List.of(sale), ground.crowd(), ground.keys());
        ground.fire(ground.gateway(), Load.Closed.of(1, Duration.ofSeconds(10)), last);
        ground.settle(List.of(sale));
        return sale;
    }

    private void warmUp(String soldOut, String plenty) throws Exception {
        // Half of it for admission: that is the most code.
        var half = ground.settings().warmUp().dividedBy(2);
        var quarter = half.dividedBy(2);
        ground.say("warm-up, %d s, not measured", ground.settings().warmUp().toSeconds());
        bare(quarter);
        if (wanted(Part.SOLDOUT)) {
            soldOut(quarter, soldOut);
        }
        if (needsAdmission() || wanted(Part.MILLION)) {
            admission(half, plenty);
            ground.rest(List.of(plenty));
        }
    }

    private void round(int number, String soldOut, String plenty) throws Exception {
        var slice = ground.settings().slice();
        var line = new StringBuilder("round %d".formatted(number));
        bareRates.add(tell(line, "bare", bare(slice)));
        if (wanted(Part.SOLDOUT)) {
            var volley = soldOut(slice, soldOut);
            soldOutRates.add(tell(line, "sold out", volley));
            soldOutClient = volley.client();
        }
        if (needsAdmission()) {
            var volley = admission(slice, plenty);
            admissionRates.add(tell(line, "admission", volley));
            admissionClient = volley.client();
            ground.rest(List.of(plenty));
        }
        ground.say("%s", line);
    }

    private static String client(ClientCost cost) {
        return "; client " + cost;
    }

    private static double tell(StringBuilder line, String what, Volley volley) {
        line.append(String.format(Locale.ROOT, "  %s %,.0f/s (%s)", what, volley.perSecond(), volley.cost()));
        return volley.perSecond();
    }

    private Volley bare(Duration time) throws InterruptedException {
        var volley = Volley.endless("1", ground.crowd(), ground.keys());
        return expect(202, ground.fire(bare.url(), ground.closed(time), volley));
    }

    private Volley soldOut(Duration time, String sale) throws InterruptedException {
        var volley = Volley.endless(sale, ground.crowd(), ground.keys());
        return expect(409, ground.fire(ground.gateway(), ground.closed(time), volley));
    }

    private Volley admission(Duration time, String sale) throws InterruptedException {
        var volley = Volley.endless(sale, ground.crowd(), ground.keys());
        return expect(202, ground.fire(ground.gateway(), ground.closed(time), volley));
    }

    /** A rate of wrong answers is no rate. */
    static Volley expect(int status, Volley volley) {
        if (volley.with(status) < 0.99 * volley.answered()) {
            throw new Refusal("%d was expected, but the answers are %s.".formatted(status, volley.told()));
        }
        return volley;
    }

    private Ratio latency(String sale) throws Exception {
        double rate = saturation() / 2;
        // Once for nothing: the generator has not sent at a rate before, and what it compiles takes from the gateway.
        arriving(rate, sale);
        var p99 = new ArrayList<Double>();
        for (int round = 1; round <= ground.settings().rounds(); round++) {
            var volley = arriving(rate, sale);
            ground.say("round %d  202 at %,.0f/s: %s (%s)", round, rate, volley.latency(), volley.cost());
            p99.add(volley.latency().p99());
        }
        return Ratio.atMost(50, " ms", "p99 of a 202 at half of saturation", Spread.of(p99), "%,.0f/s".formatted(rate));
    }

    private Volley arriving(double rate, String sale) throws Exception {
        var arrivals = new Arrivals(rate, RAMP, ground.settings().slice());
        var volley = Volley.afterRamp((long) (rate * RAMP.toSeconds() / 2), sale, ground.crowd(), ground.keys());
        expect(202, ground.fire(ground.gateway(), new Load.Open(arrivals), volley));
        ground.rest(List.of(sale));
        return volley;
    }
}
