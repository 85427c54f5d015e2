package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.data.Secrets;
import io.orderflow.local.launcher.process.ProcessFiles;
import io.orderflow.local.launcher.process.RestartPolicy;
import io.orderflow.local.launcher.process.Stack;
import io.orderflow.local.launcher.process.Supervised;
import io.orderflow.local.launcher.token.LocalTokens;
import io.orderflow.local.servers.CheckBackTiming;
import io.orderflow.local.servers.LocalServers;
import io.orderflow.local.servers.RedisUser;
import io.orderflow.local.servers.RocketMqServer;
import io.orderflow.local.servers.Server;
import io.orderflow.local.servers.ServerPorts;
import io.orderflow.local.servers.StorePasswords;
import io.orderflow.local.servers.Topology;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The servers and services of one stack: where each listens, keeps its data, and its settings. */
final class LocalStack {

    private static final int ISSUER_PORT = 8086;

    private final Path root;
    private final Path data;
    private final int offset;
    private final LocalServers servers;
    private final List<LocalService> services;
    private final Trained broker;

    LocalStack(Path root, DataFolder folder, Secrets secrets, int offset, Purpose purpose) throws IOException {
        this.root = root;
        this.data = folder.path();
        this.offset = offset;
        // RocketMQ's clients, the one that provisions among them, would log below the user's home.
        Path clientLogs = folder.path().resolve("logs").resolve("rocketmq-client");
        System.setProperty("rocketmq.log.root", clientLogs.resolve("launcher").toString());
        System.setProperty("rocketmq.log.level", "warn");
        StartCache brokerCache = StartCache.ofBroker(root);
        LocalServers servers = LocalServers.in(
                folder.path(),
                ServerPorts.fixed(offset),
                Topology.orderflow(),
                StorePasswords.of(secrets::get),
                CheckBackTiming.local());
        this.broker = new Trained(
                servers.rocketMq().name(),
                brokerCache,
                broker(servers, brokerCache.makingFlags()).command());
        this.servers =
                new LocalServers(servers.mysql(), servers.redis(), broker(servers, purpose.startFlags(brokerCache)));
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run)
                .build();
        this.services = ServicePlan.all().stream()
                .map(plan -> new LocalService(
                        plan,
                        plan.port() + offset,
                        BuiltJar.of(root, plan.module()),
                        purpose,
                        clientLogs.resolve(plan.name()),
                        environment(plan, secrets),
                        http))
                .toList();
    }

    private static RocketMqServer broker(LocalServers servers, List<String> startFlags) {
        return servers.rocketMq()
                .startedWith(Stream.concat(Compilers.here().flags().stream(), startFlags.stream())
                        .toList());
    }

    /** In the order in which they are stopped. */
    List<Server> servers() {
        return List.of(servers.rocketMq(), servers.redis(), servers.mysql());
    }

    List<LocalService> services() {
        return services;
    }

    /** In the order in which they are to end: services need the broker for their good-bye. */
    List<Trained> trained() {
        return Stream.concat(services.stream().map(LocalService::trained), Stream.of(broker))
                .toList();
    }

    /** @param policy by the process's name */
    Stack supervised(DataFolder folder, Function<String, RestartPolicy> policy, Steps steps) {
        return new Stack(supervised(servers(), folder, policy, steps), supervised(services, folder, policy, steps));
    }

    private static List<Supervised> supervised(
            List<? extends Server> processes, DataFolder folder, Function<String, RestartPolicy> policy, Steps steps) {
        return processes.stream()
                .map(process -> new Supervised(
                        process,
                        ProcessFiles.of(process.name(), folder.log(process.name()), folder.run()),
                        policy.apply(process.name()),
                        steps))
                .toList();
    }

    private Map<String, String> environment(ServicePlan plan, Secrets secrets) {
        String orderService = url(ServicePlan.ORDER_SERVICE);
        Map<String, String> environment = new HashMap<>(Map.ofEntries(
                Map.entry("MICRONAUT_ENVIRONMENTS", "local"),
                Map.entry("MICRONAUT_SERVER_PORT", Integer.toString(plan.port() + offset)),
                Map.entry("DATABASE_URL", servers.mysql().jdbcUrl(plan.schema())),
                Map.entry("DATABASE_USER", plan.user()),
                Map.entry("DATABASE_PASSWORD", secrets.get("mysql-" + plan.user())),
                Map.entry("DATABASE_MIGRATION_USER", plan.migrationUser()),
                Map.entry("DATABASE_MIGRATION_PASSWORD", secrets.get("mysql-" + plan.migrationUser())),
                Map.entry("ROCKETMQ_NAME_SERVER", servers.rocketMq().nameServer()),
                Map.entry("ROCKETMQ_ACCESS_KEY", plan.user()),
                Map.entry("ROCKETMQ_SECRET_KEY", secrets.get("rocketmq-" + plan.user())),
                Map.entry("JWKS_URI", issuerUrl() + "/.well-known/jwks.json"),
                Map.entry("ORDER_SERVICE_URL", orderService),
                Map.entry("ORDER_URL", orderService + "/orders/")));
        RedisUser.service(plan.user())
                .ifPresent(user -> environment.putAll(Map.of(
                        "REDIS_URL", servers.redis().url(),
                        "REDIS_USER", user.name(),
                        "REDIS_PASSWORD", secrets.get("redis-" + user.name()))));
        if (plan.equals(ServicePlan.GATEWAY)) {
            environment.put("ADMISSION_SECRET", secrets.get("admission"));
        }
        if (plan.equals(ServicePlan.DASHBOARD)) {
            environment.putAll(consoleEnvironment(secrets));
        }
        return environment;
    }

    /**
     * For the dashboard alone: its accounts, the user that may read every schema, the addresses of all others, and the load
     * test.
     */
    private Map<String, String> consoleEnvironment(Secrets secrets) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DASHBOARD_ACCOUNTS_FILE", DashboardAccounts.write(secrets).toString(),
                "CSRF_SECRET", secrets.get("csrf"),
                "TOKEN_ISSUER_URL", issuerUrl(),
                "TOKEN_CLIENT_SECRET", secrets.get(LocalTokens.CLIENT_SECRET),
                "AUDITOR_DATABASE_URL", servers.mysql().jdbcUrl(""),
                "AUDITOR_DATABASE_USER", Topology.AUDITOR,
                "AUDITOR_DATABASE_PASSWORD", secrets.get("mysql-" + Topology.AUDITOR),
                "LOAD_TEST_ROOT", root.toString(),
                "LOAD_TEST_DATA", data.toString(),
                "LOAD_TEST_PORT_OFFSET", Integer.toString(offset)));
        for (ServicePlan plan : ServicePlan.all()) {
            environment.put(plan.name().replace('-', '_').toUpperCase(Locale.ROOT) + "_URL", url(plan));
        }
        return environment;
    }

    /** Where the token issuer listens, which runs in the launcher's own process. */
    int issuerPort() {
        return ISSUER_PORT + offset;
    }

    private String issuerUrl() {
        return "http://127.0.0.1:" + issuerPort();
    }

    private String url(ServicePlan plan) {
        return "http://127.0.0.1:" + (plan.port() + offset);
    }

    /** Where clients find the service with that name. */
    int port(String service) {
        return services.stream()
                .filter(candidate -> candidate.name().equals(service))
                .findFirst()
                .orElseThrow()
                .ports()
                .getFirst();
    }
}
