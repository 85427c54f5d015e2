package io.orderflow.load.benchmark;

import io.orderflow.load.Refusal;
import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.generate.Load;
import io.orderflow.load.measure.Spread;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.ResidentMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Three times as many as can be admitted, into a queue that is full after two seconds: what is answered, and what it takes. */
final class OverloadPart {

    private static final int MANY_CONNECTIONS = 1_024;

    private final BenchmarkEnvironment environment;

    OverloadPart(BenchmarkEnvironment environment) {
        this.environment = environment;
    }

    /** @param saturation tickets per second, at most */
    List<Ratio> run(double saturation) throws Exception {
        double rate = 3 * saturation;
        var answers = new ArrayList<Double>();
        var growth = new ArrayList<Double>();
        String detail = "";
        for (int round = 1; round <= environment.settings().rounds(); round++) {
            environment.letGo();
            // Full after two seconds; from then on the right answer is 429.
            String sale = environment.openSale(
                    environment.settings().sku(), BenchmarkEnvironment.HUGE_STOCK, (long) (2 * saturation));
            environment.holdBack();
            var time = environment.settings().slice().multipliedBy(2);
            var burst = PurchaseBurst.endless(sale, environment.crowd(), environment.keys())
                    .within(time.toNanos());
            List<Double> memory;
            try (var watch = ResidentMemory.watch(environment.stack().process(LocalStack.GATEWAY))) {
                environment.fire(
                        environment.gateway(), MANY_CONNECTIONS, new Load.Open(Arrivals.evenly(rate, time)), burst);
                memory = watch.mebibytes();
            }
            growth.add(growth(memory));
            double perSecond = burst.answersInWindow() / (time.toNanos() / 1e9);
            answers.add(perSecond / saturation);
            detail = String.format(
                    Locale.ROOT,
                    "%,.0f/s arrive, %,.0f/s answered %s, 429 p99 %.0f ms since due, any answer p99 %.0f ms since sent,"
                            + " gateway %.0f MiB, then %.0f MiB",
                    rate,
                    perSecond,
                    burst.byStatus(),
                    burst.refusals().p99(),
                    burst.service().p99(),
                    memory.getFirst(),
                    memory.getLast());
            environment.say("round %d  %s", round, detail);
            environment.rest(List.of(sale));
        }
        return List.of(
                Ratio.atLeast(0.80, "answers at 3 × saturation ÷ at saturation", Spread.of(answers), detail),
                Ratio.atMost(
                        1.10,
                        "",
                        "memory at its end ÷ at its beginning",
                        Spread.of(growth),
                        "gateway's resident memory, last third ÷ first third"));
    }

    static double growth(List<Double> memory) {
        if (memory.size() < 3) {
            throw new Refusal("The gateway's memory can't be read: it is looked for in /proc.");
        }
        int third = memory.size() / 3;
        return Spread.of(memory.subList(memory.size() - third, memory.size())).most()
                / Spread.of(memory.subList(0, third)).most();
    }
}
