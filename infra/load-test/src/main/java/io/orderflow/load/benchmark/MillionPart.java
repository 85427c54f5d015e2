package io.orderflow.load.benchmark;

import io.orderflow.load.measure.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** As many tickets in a row as a long sale gives: does the last cost more than the first? */
final class MillionPart {

    private final Ground ground;

    MillionPart(Ground ground) {
        this.ground = ground;
    }

    Ratio run() throws Exception {
        ground.letGo();
        String sale = ground.openSale(ground.settings().sku(), Ground.HUGE_STOCK, Ground.HUGE_QUEUE);
        ground.holdBack();
        var volley = Volley.of(ground.settings().million(), List.of(sale), ground.crowd(), ground.keys());
        HttpParts.expect(202, ground.fire(ground.gateway(), ground.closed(Duration.ofMinutes(30)), volley));
        double first = volley.perSecondInTenth(0);
        double last = volley.perSecondInTenth(9);
        for (int tenth = 0; tenth < 10; tenth++) {
            ground.say("tenth %2d  %,.0f/s", tenth + 1, volley.perSecondInTenth(tenth));
        }
        ground.rest(List.of(sale));
        return Ratio.atLeast(
                0.90,
                String.format(
                        Locale.ROOT,
                        "last ÷ first tenth of %,d tickets",
                        ground.settings().million()),
                Spread.of(List.of(last / first)),
                String.format(Locale.ROOT, "%,.0f/s of %,.0f/s", last, first));
    }
}
