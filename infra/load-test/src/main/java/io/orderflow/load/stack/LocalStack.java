package io.orderflow.load.stack;

import io.orderflow.load.Refusal;
import io.orderflow.local.issuer.SigningKeys;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.remoting.RPCHook;

/** The stack that runs on one data folder, seen through the scripts and files that its launcher offers to all programs. */
public record LocalStack(Path root, Path data, List<StackProcess> processes) {

    public static final String ORDER_SERVICE = "order-service";
    public static final String GATEWAY = "seckill-gateway";
    public static final String DASHBOARD = "dashboard";
    public static final List<String> CONSUMERS = List.of("points-service", "coupon-service", "notify-service");

    private static final String MYSQL = "mysql";
    private static final String BROKER = "rocketmq";
    static final int ORDER_SERVICE_PORT = 8081;
    private static final int ISSUER_PORT = 8086;

    /** @throws Refusal if no stack runs on {@code data}, or not the one with this port offset */
    public static LocalStack find(Path root, Path data, int portOffset) throws IOException, InterruptedException {
        var status = new Script(root, data).run("status", "--json");
        if (status.exitCode() == 3) {
            throw new Refusal("No stack runs on " + data + ": start it with infra/up, or name its folder with --data.");
        }
        if (status.exitCode() != 0 && status.exitCode() != 4) {
            throw new Refusal("infra/status failed: " + status.output().strip());
        }
        // Before it, the script may have printed that it builds.
        var stack = new LocalStack(
                root, data, parse(status.output().substring(status.output().indexOf('{'))));
        int actual = stack.process(ORDER_SERVICE).port() - ORDER_SERVICE_PORT;
        if (actual != portOffset) {
            throw new Refusal("The stack on %s runs with --port-offset %d, not %d: name its folder with --data."
                    .formatted(data, actual, portOffset));
        }
        return stack;
    }

    static List<StackProcess> parse(String statusJson) {
        var processes = new ArrayList<StackProcess>();
        for (Object each : new JsonObject(statusJson).getJsonArray("processes")) {
            var process = (JsonObject) each;
            if (process.getValue("pid") == null) {
                throw new Refusal(process.getString("name") + " is not running: infra/start "
                        + process.getString("name") + " starts it.");
            }
            processes.add(new StackProcess(
                    process.getString("name"),
                    process.getLong("pid"),
                    process.getInteger("port"),
                    process.getString("state")));
        }
        return List.copyOf(processes);
    }

    public StackProcess process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("This stack has no process called " + name + "."));
    }

    public int orderPort() {
        return process(ORDER_SERVICE).port();
    }

    public String nameServer() {
        return "127.0.0.1:" + process(BROKER).port();
    }

    /** As the load test's own user at the broker, an administrator. */
    public RPCHook brokerSignature() throws IOException {
        return new AclClientRPCHook(new SessionCredentials("load_test", secret("rocketmq-load_test")));
    }

    /** The keys with which this stack's issuer signs; a local tool may use them as {@code infra/token} does. */
    public SigningKeys tokenKeys() throws IOException {
        return tokenKeys(data);
    }

    static SigningKeys tokenKeys(Path data) throws IOException {
        return SigningKeys.in(data.resolve("secrets").resolve("token-keys"));
    }

    /** Where the issuer publishes the public part. */
    public URI publishedKeys() {
        return URI.create(
                "http://127.0.0.1:%d/.well-known/jwks.json".formatted(orderPort() - ORDER_SERVICE_PORT + ISSUER_PORT));
    }

    /** @param schema the connection's default schema; empty for none */
    public Connection connect(String user, String schema, Properties settings) throws SQLException, IOException {
        var login = new Properties();
        login.putAll(settings);
        login.setProperty("user", user);
        login.setProperty("password", secret("mysql-" + user));
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(process(MYSQL).port(), schema),
                login);
    }

    /** As the user that may read everything and write nothing. */
    public Connection auditor() throws SQLException, IOException {
        return connect("auditor", "", new Properties());
    }

    public void stop(String process) throws IOException, InterruptedException {
        new Script(root, data).runOrThrow("stop", process);
    }

    /** Returns when it is ready. */
    public void start(String process) throws IOException, InterruptedException {
        new Script(root, data).runOrThrow("start", process);
    }

    private String secret(String name) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(name)).strip();
    }
}
