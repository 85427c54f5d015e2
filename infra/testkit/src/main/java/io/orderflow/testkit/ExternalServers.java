package io.orderflow.testkit;

import io.orderflow.local.servers.MysqlAccounts;
import io.orderflow.local.servers.Passwords;
import io.orderflow.local.servers.RocketMqRoute;
import io.orderflow.local.servers.RocketMqTopics;
import io.orderflow.local.servers.Topology;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Servers that the tests do not start, for tests alone: {@code -Dtest.env=external}. Addresses come from system properties or,
 * where one is not set, from environment variables:
 *
 * <ul>
 *   <li>{@code test.mysql.url}, {@code TEST_MYSQL_URL}: {@code jdbc:mysql://host:port/}, with {@code ?parameters} or not
 *   <li>{@code test.mysql.user}, {@code TEST_MYSQL_USER}, and {@code test.mysql.password}, {@code TEST_MYSQL_PASSWORD}: an
 *       account that may create schemas and users
 *   <li>{@code test.redis.url}, {@code TEST_REDIS_URL}: {@code redis://host:port}, with {@code user:password@} where it has users; the
 *       services under test are that user, too
 *   <li>{@code test.rocketmq.name-server}, {@code TEST_ROCKETMQ_NAME_SERVER}: {@code host:port}; one broker
 *   <li>where that broker has users, {@code test.rocketmq.access-key}, {@code TEST_ROCKETMQ_ACCESS_KEY}, and {@code
 *       test.rocketmq.secret-key}, {@code TEST_ROCKETMQ_SECRET_KEY}, of one that may do everything
 * </ul>
 *
 * Orderflow's schemas there are dropped and recreated, so the first run must not find any: only schemas that these tests have
 * made are theirs to drop. JVMs that test at once take turns: each has the servers for itself until it ends.
 */
final class ExternalServers implements ServerSource {

    private static final Duration OTHERS_TURN = Duration.ofHours(1);
    private static final Pattern BROKER = Pattern.compile("\"brokerAddrs\":\\{\"?0\"?:\"([^\"]+)\"");

    private final MysqlUrl mysql;
    private final String user;
    private final String password;
    private final RedisAccess redis;
    private final String nameServer;
    private final BrokerAccess brokerUser;
    private final String broker;
    private final Passwords passwords = new RandomPasswords();
    private final Connection turn;

    private ExternalServers(ExternalSettings settings) {
        this.mysql = new MysqlUrl(settings.mysqlUrl());
        this.user = settings.mysqlUser();
        this.password = settings.mysqlPassword();
        this.redis = RedisAccess.parse(settings.redisUrl());
        this.nameServer = settings.nameServer();
        this.brokerUser = new BrokerAccess(settings.accessKey(), settings.secretKey());
        requireRedis();
        this.broker = requireBroker();
        this.turn = takeTurn();
    }

    static ExternalServers start(ExternalSettings settings, Topology topology) {
        var servers = new ExternalServers(settings);
        try {
            servers.provision(topology);
        } catch (TestEnvironmentException refused) {
            servers.close();
            throw refused;
        }
        return servers;
    }

    /** The lock is the connection's: MySQL gives it to the next one as soon as this JVM ends, in whatever way. */
    private Connection takeTurn() {
        try {
            var connection = administrator();
            try (var statement = connection.createStatement();
                    var locked = statement.executeQuery(
                            "SELECT GET_LOCK('orderflow-tests', " + OTHERS_TURN.toSeconds() + ")")) {
                if (locked.next() && locked.getInt(1) == 1) {
                    return connection;
                }
            }
            connection.close();
            throw new TestEnvironmentException("-Dtest.env=external: other tests have had MySQL at %s for %d minutes."
                    .formatted(mysql, OTHERS_TURN.toMinutes()));
        } catch (SQLException away) {
            throw unreachable("MySQL at " + mysql, away);
        }
    }

    private void requireRedis() {
        try {
            RedisCommand.send(redis, "PING");
        } catch (IOException | IllegalArgumentException away) {
            throw unreachable("Redis at " + redis.url(), away);
        }
    }

    private String requireBroker() {
        try {
            int colon = nameServer.lastIndexOf(':');
            var clusters = RocketMqRoute.clusterInfo(
                    nameServer.substring(0, colon), Integer.parseInt(nameServer.substring(colon + 1)));
            var brokers = BROKER.matcher(clusters);
            if (!brokers.find()) {
                throw new IOException("it knows no broker");
            }
            return brokers.group(1);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException away) {
            throw unreachable("RocketMQ's name server at " + nameServer, away);
        }
    }

    private void provision(Topology topology) {
        try (var administrator = administrator()) {
            new ExternalSchemas(administrator).dropThoseOfEarlierRuns(topology);
            new MysqlAccounts(administrator, accountHost()).create(topology, passwords);
        } catch (SQLException away) {
            throw unreachable("MySQL at " + mysql, away);
        }
        try (var rocketMq = RocketMqTopics.connect(nameServer, broker, brokerUser.signature())) {
            rocketMq.create(topology.topics(), topology.consumerGroups());
        } catch (Exception away) {
            throw unreachable("RocketMQ's broker at " + broker, away);
        }
    }

    private static TestEnvironmentException unreachable(String what, Exception cause) {
        // Drivers like to explain themselves over several lines.
        var reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no answer");
        return new TestEnvironmentException(
                "-Dtest.env=external: %s can't be used (%s); start it, or give another address."
                        .formatted(what, reason),
                cause);
    }

    @Override
    public String nameServer() {
        return nameServer;
    }

    @Override
    public String broker() {
        return broker;
    }

    @Override
    public BrokerAccess brokerUser(String user) {
        return brokerUser;
    }

    @Override
    public RedisAccess redis(String user) {
        return redis;
    }

    @Override
    public String jdbcUrl(String schema) {
        return mysql.forSchema(schema);
    }

    @Override
    public Connection administrator() throws SQLException {
        return DriverManager.getConnection(mysql.forSchema(""), user, password);
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
        return new ExternalServer("MySQL");
    }

    @Override
    public TestRedis redisServer() {
        return new ExternalServer.Redis(redis);
    }

    @Override
    public TestServer brokerServer() {
        return new ExternalServer("RocketMQ");
    }

    /** Does not end the servers. */
    @Override
    public void close() {
        try {
            turn.close();
        } catch (SQLException gone) {
            throw unreachable("MySQL at " + mysql, gone);
        }
    }
}
