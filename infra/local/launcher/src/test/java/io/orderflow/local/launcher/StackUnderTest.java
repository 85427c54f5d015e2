package io.orderflow.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.orderflow.local.launcher.process.ProcessId;
import io.orderflow.local.servers.ServerPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One stack on ports and a folder of its own, driven through the scripts and the services' HTTP interfaces. */
record StackUnderTest(Path data, int offset) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BASKET = "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":2}]}";

    static StackUnderTest in(Path data) {
        // Below the ports that systems give to outgoing connections; by process id, because another JVM of these tests
        // chooses now, too.
        int slot = (int) (ProcessHandle.current().pid() % 260);
        while (true) {
            int offset = 100 + 10 * slot;
            if (ports(offset).allMatch(ServerPorts::isFree)) {
                return new StackUnderTest(data, offset);
            }
            slot = ThreadLocalRandom.current().nextInt(260);
        }
    }

    private static IntStream ports(int offset) {
        ServerPorts servers = ServerPorts.fixed(offset);
        return IntStream.concat(
                IntStream.of(8081, 8082, 8083, 8084, 8085, 8086, 8090).map(port -> port + offset),
                IntStream.of(
                        servers.mysql(),
                        servers.redis(),
                        servers.nameServer(),
                        servers.broker(),
                        servers.broker() - 2));
    }

    Script.Ended script(String name, String... arguments) throws IOException, InterruptedException {
        return Script.run(name, with(arguments, "--data", data.toString()));
    }

    Script.Ended up(String... arguments) throws IOException, InterruptedException {
        return script("up", upArguments(arguments));
    }

    Script.Running upInForeground() throws IOException {
        return Script.start("up", with(upArguments(), "--data", data.toString()));
    }

    private String[] upArguments(String... arguments) {
        return with(arguments, "--no-build", "--port-offset", Integer.toString(offset));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    /** As {@code infra/status --json} prints them. */
    List<Map<String, Object>> processes() throws IOException, InterruptedException, ParseException {
        String json = script("status", "--json").output();
        return List.of(JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "processes"));
    }

    Map<String, Object> process(String name) throws IOException, InterruptedException, ParseException {
        return processes().stream()
                .filter(process -> process.get("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    String token(String customer) throws IOException, InterruptedException {
        Script.Ended token = script("token", "customer", customer);
        assertThat(token.exitCode()).isZero();
        return token.output().strip();
    }

    /** Tries until it is accepted, always with the same key, as a client should. */
    String placeOrder(String token) {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> created = await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreException(IOException.class)
                .until(
                        () -> HTTP.send(
                                request("order-service", "/orders", token)
                                        .header("Idempotency-Key", key)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(BASKET))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()),
                        response -> response.statusCode() == 201);
        return json(created).get("id").toString();
    }

    /** In the demo sale. Tries until it is admitted, always with the same key, as a client should. */
    String purchase(String token) {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> admitted = await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreException(IOException.class)
                .until(
                        () -> HTTP.send(
                                request("seckill-gateway", "/sales/1/purchases", token)
                                        .header("Idempotency-Key", key)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()),
                        response -> response.statusCode() == 202);
        return json(admitted).get("ticket").toString();
    }

    /** Waits for the decision, which has to be an order. */
    String orderOf(String ticket, String token) {
        var decision = decisionOn(ticket, token);
        assertThat(decision).containsEntry("status", "ORDERED");
        return decision.get("orderId").toString();
    }

    /**
     * Purchase and order in the demo sale. A ticket that was given just before Redis was lost may be of an epoch that is over;
     * the answer names that reason, and the customer buys again: once, for that answer comes when the new epoch has begun.
     */
    String buy(String token) {
        var decision = decisionOn(purchase(token), token);
        if (decision.get("status").equals("EXPIRED")) {
            assertThat(decision).containsEntry("reason", "sale-restarted");
            decision = decisionOn(purchase(token), token);
        }
        assertThat(decision).containsEntry("status", "ORDERED");
        return decision.get("orderId").toString();
    }

    private Map<String, Object> decisionOn(String ticket, String token) {
        return json(await().atMost(PATIENCE)
                .ignoreException(IOException.class)
                .until(
                        () -> HTTP.send(
                                request("seckill-gateway", "/tickets/" + ticket, token)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()),
                        response -> response.statusCode() == 200
                                && !"QUEUED".equals(json(response).get("status"))));
    }

    int orderStatus(String order, String token) throws IOException, InterruptedException {
        return HTTP.send(
                        request("order-service", "/orders/" + order, token).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Points, coupon and notification, each exactly once. */
    void awaitEffectsOf(String order, String token) {
        for (String[] list : new String[][] {
            {"points-service", "/points/me/entries"},
            {"coupon-service", "/coupons/me"},
            {"notify-service", "/notifications/me"}
        }) {
            await("effect in " + list[0])
                    .atMost(PATIENCE)
                    .ignoreException(IOException.class)
                    .untilAsserted(() -> assertThat(ordersIn(list[0], list[1], token))
                            .filteredOn(order::equals)
                            .hasSize(1));
        }
    }

    private List<Object> ordersIn(String service, String path, String token) throws Exception {
        HttpResponse<String> response =
                HTTP.send(request(service, path, token).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return Stream.of(JSONObjectUtils.getJSONObjectArray(json(response), "items"))
                .map(item -> item.get("orderId"))
                .toList();
    }

    private HttpRequest.Builder request(String service, String path, String token) {
        int port = offset
                + switch (service) {
                    case "order-service" -> 8081;
                    case "points-service" -> 8082;
                    case "coupon-service" -> 8083;
                    case "notify-service" -> 8084;
                    case "seckill-gateway" -> 8085;
                    default -> throw new IllegalArgumentException(service);
                };
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token);
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        try {
            return JSONObjectUtils.parse(response.body());
        } catch (ParseException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    ProcessHandle launcher() {
        return ProcessId.read(data.resolve("lock")).flatMap(ProcessId::find).orElseThrow();
    }

    /** Every process that this stack has recorded last. */
    List<ProcessHandle> recorded() throws IOException {
        List<ProcessHandle> alive = new ArrayList<>();
        try (DirectoryStream<Path> records = Files.newDirectoryStream(data.resolve("run"), "*.pid")) {
            for (Path record : records) {
                ProcessId.read(record).flatMap(ProcessId::find).ifPresent(alive::add);
            }
        }
        return alive;
    }

    void assertNothingIsLeft() throws IOException {
        assertThat(recorded()).isEmpty();
        assertThat(ports(offset)).allMatch(ServerPorts::isFree);
    }

    /** For {@code @AfterEach}: whatever the test has done. */
    void end() throws IOException, InterruptedException {
        script("down");
    }
}
