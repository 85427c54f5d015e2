package io.orderflow.seckill.admit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.seckill.redis.DiesAfterScript;
import io.orderflow.seckill.rehearsal.OrderServiceStandIn;
import io.orderflow.seckill.rehearsal.RehearsedSale;
import io.orderflow.seckill.rehearsal.RunningGateway;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway dies when Redis has given a ticket and the customer has not been answered. */
class KilledAfterScriptIT {

    private static final long UNITS = 10;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void customer_who_repeats_gets_the_ticket_that_was_given_and_no_other(@TempDir Path classes) throws Exception {
        copyBean(classes);
        try (var orderService = new OrderServiceStandIn(TestServers.get().nameServer());
                var survivor = RunningGateway.start(orderService, Map.of())) {
            var sale = RehearsedSale.open(survivor, orderService, UNITS);
            try (var doomed = ServiceProcess.start(
                    "seckill-gateway",
                    RunningGateway.environment(orderService),
                    Map.of("rehearsal.die-after-script", "true"),
                    List.of(classes))) {
                await("it knows the sale")
                        .atMost(30, SECONDS)
                        .until(() -> look(doomed.url(), sale.id()).contains("\"OPEN\""));

                assertThatThrownBy(() -> buy(doomed.url(), sale.id())).isInstanceOf(IOException.class);

                assertThat(doomed.exit().get(30, SECONDS)).isEqualTo(137);
            }
            assertThat(sale.inRedis().given()).isEqualTo(1);

            var repeat = buy(survivor.url(), sale.id());

            assertThat(repeat.statusCode()).isEqualTo(202);
            assertThat(sale.inRedis().given()).isEqualTo(1);
            assertThat(sale.stock()).isEqualTo(UNITS - 1);
            var ticket = repeat.headers().firstValue("Location").orElseThrow().substring("/tickets/".length());
            await().atMost(30, SECONDS)
                    .until(() -> sale.decided(ticket, "status").equals("ORDERED"));
            assertThat(orderService.sold(sale.id())).isEqualTo(1);
        }
    }

    private String look(String gateway, long sale) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(gateway + "/sales/" + sale))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> buy(String gateway, long sale) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(gateway + "/sales/" + sale + "/purchases"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + TestTokens.customer("ada"))
                        .header("Idempotency-Key", "the-only-one")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void copyBean(Path to) throws IOException {
        Path classes = Path.of("target", "test-classes");
        try (var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(DiesAfterScript.class.getSimpleName()))
                    .toList()) {
                Path copy = to.resolve(classes.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
