package io.orderflow.testkit;

import io.orderflow.local.servers.MysqlAccounts;
import io.orderflow.local.servers.Passwords;
import io.orderflow.local.servers.RocketMqRoute;
import io.orderflow.local.servers.RocketMqTopics;
import io.orderflow.local.servers.ServerPorts;
import io.orderflow.local.servers.Topology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.lifecycle.Startables;

/**
 * Servers in containers, each on a fixed random port of this machine, so that one that was killed comes back under the same
 * address. Testcontainers removes them when this JVM has ended.
 */
final class ContainerServers implements ServerSource {

    private final String host;
    private final ServerPorts ports;
    private final Passwords passwords;
    private final ContainerServer mysql;
    private final ContainerServer.Redis redis;
    private final ContainerServer rocketMq;

    private ContainerServers(String host, ServerPorts ports, Passwords passwords) {
        this.host = host;
        this.ports = ports;
        this.passwords = passwords;
        var containers = new Containers(host);
        var administratorsUrl = jdbcUrl(host, ports, "mysql");
        var administratorsPassword = passwords.of(Passwords.ADMINISTRATOR);
        this.mysql = new ContainerServer("MySQL", containers.mysql(ports.mysql(), administratorsPassword), () -> {
            DriverManager.getConnection(administratorsUrl, Passwords.ADMINISTRATOR, administratorsPassword)
                    .close();
            return true;
        });
        this.redis = new ContainerServer.Redis(containers.redis(ports.redis()), redisAccess(host, ports));
        this.rocketMq = new ContainerServer(
                "RocketMQ",
                containers.rocketMq(ports),
                () -> RocketMqRoute.clusterInfo(host, ports.nameServer()).contains(host + ":" + ports.broker()));
    }

    static ContainerServers start(Topology topology) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new TestEnvironmentException(
                    "-Dtest.env=containers needs Docker and none answers here: start it, or use -Dtest.env=embedded, which needs nothing.");
        }
        var host = DockerClientFactory.instance().dockerHostIpAddress().replace("localhost", "127.0.0.1");
        var servers = new ContainerServers(host, ServerPorts.free(), new RandomPasswords());
        try {
            Startables.deepStart(servers.mysql.container(), servers.redis.container(), servers.rocketMq.container())
                    .join();
            servers.provision(topology);
        } catch (Exception failed) {
            servers.close();
            throw new TestEnvironmentException(
                    "-Dtest.env=containers: the servers' containers did not start: " + failed.getMessage(), failed);
        }
        return servers;
    }

    private void provision(Topology topology) throws Exception {
        try (var administrator = administrator()) {
            new MysqlAccounts(administrator, accountHost()).create(topology, passwords);
        }
        try (var topics = RocketMqTopics.connect(nameServer(), broker(), BrokerAccess.NOBODY.signature())) {
            topics.create(topology.topics(), topology.consumerGroups());
        }
    }

    @Override
    public String nameServer() {
        return host + ":" + ports.nameServer();
    }

    @Override
    public String broker() {
        return host + ":" + ports.broker();
    }

    @Override
    public BrokerAccess brokerUser(String user) {
        return BrokerAccess.NOBODY;
    }

    @Override
    public RedisAccess redis(String user) {
        return redisAccess(host, ports);
    }

    private static RedisAccess redisAccess(String host, ServerPorts ports) {
        return new RedisAccess("redis://" + host + ":" + ports.redis(), "", "");
    }

    @Override
    public String jdbcUrl(String schema) {
        return jdbcUrl(host, ports, schema);
    }

    private static String jdbcUrl(String host, ServerPorts ports, String schema) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                .formatted(host, ports.mysql(), schema);
    }

    @Override
    public Connection administrator() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl("mysql"), Passwords.ADMINISTRATOR, passwords.of(Passwords.ADMINISTRATOR));
    }

    @Override
    public String accountHost() {
        return "%";
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }

    @Override
    public TestServer mysqlServer() {
        return mysql;
    }

    @Override
    public TestRedis redisServer() {
        return redis;
    }

    @Override
    public TestServer brokerServer() {
        return rocketMq;
    }

    @Override
    public void close() {
        mysql.container().stop();
        redis.container().stop();
        rocketMq.container().stop();
    }
}
