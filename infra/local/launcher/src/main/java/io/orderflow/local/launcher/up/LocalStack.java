package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.data.Secrets;
import io.orderflow.local.launcher.token.LocalTokens;
import io.orderflow.local.servers.Server;
import io.orderflow.local.servers.ServerPorts;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The servers and services of one stack: where each listens, keeps its data, and what it is told. */
final class LocalStack {

    private final int offset;
    private final List<Server> servers;
    private final List<Server> services;

    LocalStack(Path root, DataFolder folder, Secrets secrets, int offset) {
        this.offset = offset;
        ServerPorts ports = ServerPorts.fixed(offset);
        this.servers = List.of();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run)
                .build();
        this.services = ServicePlan.all().stream()
                .<Server>map(plan -> new LocalService(
                        plan,
                        plan.port() + offset,
                        BuiltJar.of(root, plan.name()),
                        environment(plan, ports, secrets),
                        http))
                .toList();
    }

    /** In the order in which they are stopped. */
    List<Server> servers() {
        return servers;
    }

    List<Server> services() {
        return services;
    }

    private Map<String, String> environment(ServicePlan plan, ServerPorts ports, Secrets secrets) {
        return Map.of(
                "MICRONAUT_ENVIRONMENTS",
                "local",
                "MICRONAUT_SERVER_PORT",
                Integer.toString(plan.port() + offset),
                "DATABASE_URL",
                "jdbc:mysql://127.0.0.1:" + ports.mysql() + "/" + plan.schema(),
                "DATABASE_USER",
                plan.user(),
                "DATABASE_PASSWORD",
                secrets.get("mysql-" + plan.user()),
                "ROCKETMQ_NAME_SERVER",
                "127.0.0.1:" + ports.nameServer(),
                "REDIS_URL",
                "redis://127.0.0.1:" + ports.redis(),
                "JWT_SECRET",
                secrets.get(LocalTokens.SECRET));
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
