package io.orderflow.load.scenario;

import io.orderflow.load.Refusal;
import io.orderflow.load.bare.ClientWarmUp;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The load client itself, which must not be what is measured. */
final class ClientOptions {

    @Option(
            names = "--client-warm-up",
            defaultValue = "4",
            paramLabel = "S",
            description =
                    "Seconds in which this client sends to an endpoint that does nothing, before all else; 0 for none (default:"
                            + " ${DEFAULT-VALUE})")
    private int seconds;

    void warmUp() throws IOException, InterruptedException {
        if (seconds < 0) {
            throw new Refusal("--client-warm-up is at least 0.");
        }
        if (seconds > 0) {
            System.out.println("client, warmed at an endpoint that does nothing: "
                    + ClientWarmUp.run(Duration.ofSeconds(seconds), Clock.systemUTC()));
        }
    }
}
