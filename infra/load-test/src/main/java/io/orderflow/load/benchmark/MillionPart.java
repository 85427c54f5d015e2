package io.orderflow.load.benchmark;

import io.orderflow.load.measure.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** As many tickets in a row as a long sale gives: does the last cost more than the first? */
final class MillionPart {

    private final BenchmarkEnvironment environment;

    MillionPart(BenchmarkEnvironment environment) {
        this.environment = environment;
    }

    Ratio run() throws Exception {
        environment.letGo();
        String sale = environment.openSale(
                environment.settings().sku(), BenchmarkEnvironment.HUGE_STOCK, BenchmarkEnvironment.HUGE_QUEUE);
        environment.holdBack();
        var burst = PurchaseBurst.of(
                environment.settings().million(), List.of(sale), environment.crowd(), environment.keys());
        HttpParts.expect(
                202, environment.fire(environment.gateway(), environment.closed(Duration.ofMinutes(30)), burst));
        double first = burst.perSecondInTenth(0);
        double last = burst.perSecondInTenth(9);
        for (int tenth = 0; tenth < 10; tenth++) {
            environment.say("tenth %2d  %,.0f/s", tenth + 1, burst.perSecondInTenth(tenth));
        }
        environment.rest(List.of(sale));
        return Ratio.atLeast(
                0.90,
                String.format(
                        Locale.ROOT,
                        "last ÷ first tenth of %,d tickets",
                        environment.settings().million()),
                Spread.of(List.of(last / first)),
                String.format(Locale.ROOT, "%,.0f/s of %,.0f/s", last, first));
    }
}
