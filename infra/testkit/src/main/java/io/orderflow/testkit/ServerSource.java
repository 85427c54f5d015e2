package io.orderflow.testkit;

import io.orderflow.local.servers.Passwords;
import io.orderflow.local.servers.Topology;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the servers come from. Each accessor waits until its own server is ready and provisioned. */
interface ServerSource {

    /** As {@code host:port}. */
    String nameServer();

    /** As {@code host:port}, the way the name server gives it to clients. */
    String broker();

    /** @param user one of {@link io.orderflow.local.servers.BrokerUser}; a broker without users knows them all */
    BrokerAccess brokerUser(String user);

    /** @param user one of {@link io.orderflow.local.servers.RedisUser}; a server without users knows them all */
    RedisAccess redis(String user);

    String jdbcUrl(String schema);

    Connection administrator() throws SQLException;

    /** Where users may come from, in MySQL's notation. */
    String accountHost();

    Passwords passwords();

    TestServer mysqlServer();

    TestRedis redisServer();

    TestServer brokerServer();

    /** Ends what it started, and nothing else. */
    void close();

    static ServerSource of(String environment, Topology topology) {
        return switch (environment) {
            case "embedded" -> EmbeddedServers.start(topology);
            case "containers" -> ContainerServers.start(topology);
            case "external" -> ExternalServers.start(ExternalSettings.read(), topology);
            default ->
                throw new TestEnvironmentException(
                        "-Dtest.env=%s is unknown: choose embedded, containers or external.".formatted(environment));
        };
    }
}
