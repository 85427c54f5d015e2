package io.orderflow.testkit;

import io.orderflow.local.servers.BrokerUser;
import io.orderflow.local.servers.MysqlAccounts;
import io.orderflow.local.servers.RedisUser;
import io.orderflow.local.servers.RocketMqTopics;
import io.orderflow.local.servers.Topology;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.remoting.RPCHook;
import org.jspecify.annotations.Nullable;

/**
 * MySQL, Redis and RocketMQ for this test JVM: started when first asked for, ended with the JVM, provisioned with every
 * schema, user, topic and consumer group of Orderflow.
 *
 * <p>System property {@code test.env} sets where they come from:
 *
 * <ul>
 *   <li>{@code embedded} (default): unpacked from Maven artifacts, data below {@code target/}; needs nothing
 *   <li>{@code containers}: Docker through Testcontainers
 *   <li>{@code external}: addresses given, see {@code ExternalServers}
 * </ul>
 *
 * An environment that is not there fails every test that asks, with the same {@link TestEnvironmentException}.
 */
public final class TestServers {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static @Nullable TestServers instance;
    private static @Nullable RuntimeException failure;

    private final ServerSource source;

    private TestServers(ServerSource source) {
        this.source = source;
    }

    /** Returns at once; accessors wait for the one server that they are about. */
    public static synchronized TestServers get() {
        if (failure != null) {
            throw failure;
        }
        if (instance == null) {
            try {
                var source = ServerSource.of(System.getProperty("test.env", "embedded"), Topology.orderflow());
                Runtime.getRuntime().addShutdownHook(new Thread(source::close, "test-servers"));
                instance = new TestServers(source);
            } catch (RuntimeException notThere) {
                failure = notThere;
                throw notThere;
            }
        }
        return instance;
    }

    /** RocketMQ's name server, as {@code host:port}. */
    public String nameServer() {
        return source.nameServer();
    }

    /** For a client of a test that sends, listens and looks wherever it likes. */
    public RPCHook brokerAdministrator() {
        return brokerUser(BrokerUser.ADMINISTRATOR);
    }

    /** @param user for example {@code points_service}: may publish and consume what this service may, and no more */
    public RPCHook brokerUser(String user) {
        return brokerAccess(user).signature();
    }

    /** What {@code micronaut-rocketmq} is configured with to be the administrator at this broker. */
    public Map<String, Object> brokerAdministratorProperties() {
        var administrator = brokerAccess(BrokerUser.ADMINISTRATOR);
        return Map.of(
                "rocketmq.name-server", nameServer(),
                "rocketmq.access-key", administrator.accessKey(),
                "rocketmq.secret-key", administrator.secretKey());
    }

    BrokerAccess brokerAccess(String user) {
        return source.brokerUser(user);
    }

    /**
     * Redis as a service sees it: its keys and commands, and no others.
     *
     * @param user the service's database user, for example {@code points_service}
     */
    public RedisAccess redis(String user) {
        return source.redis(RedisUser.service(user)
                .orElseThrow(() -> new IllegalArgumentException("Redis has no user " + user))
                .name());
    }

    /** Redis for a user that may do everything. */
    public RedisAccess redisAdministrator() {
        return source.redis(RedisUser.ADMINISTRATOR);
    }

    /**
     * One of Orderflow's schemas, for its owner, which migrates it and may do everything there: {@code orders}, {@code points},
     * {@code coupons}, {@code notifications}, {@code sales}, {@code dashboard}.
     */
    public TestDatabase database(String schema) {
        return database(schema, known(schema).migrationUser());
    }

    /** The same schema, as its service sees it: what it may do comes with the service's migrations. */
    public TestDatabase runTime(String schema) {
        return database(schema, known(schema).user());
    }

    private static Topology.Schema known(String schema) {
        return Topology.orderflow().schemas().stream()
                .filter(known -> known.name().equals(schema))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Orderflow has no schema " + schema));
    }

    private TestDatabase database(String schema, String user) {
        return new TestDatabase(
                schema, source.jdbcUrl(schema), user, source.passwords().of(user));
    }

    /** The same schema, as the auditor sees it: may read every schema, may write none. */
    public TestDatabase audited(String schema) {
        return database(schema, Topology.AUDITOR);
    }

    /** A new, empty schema with users of its own, as its owner sees it. */
    public TestDatabase freshSchema() {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        var name = "test_" + HexFormat.of().formatHex(random);
        var schema = new Topology.Schema(name, name);
        var topology = new Topology(List.of(schema), List.of(), List.of());
        try (var administrator = source.administrator()) {
            new MysqlAccounts(administrator, source.accountHost()).create(topology, source.passwords());
        } catch (SQLException refused) {
            throw new IllegalStateException("Schema " + name + " could not be created", refused);
        }
        return database(name, schema.migrationUser());
    }

    /** A {@link #freshSchema}, as a service sees it that has it for its own. */
    public TestDatabase runTime(TestDatabase fresh) {
        return database(fresh.schema(), fresh.schema());
    }

    /** Returns when clients can send to it. One that exists is fine. */
    public void createTopic(String name) {
        create(List.of(name), List.of());
    }

    /** Creates a consumer group with its retry and dead-letter topics. One that exists is fine. */
    public void createGroup(String name) {
        create(List.of(), List.of(name));
    }

    private void create(List<String> topics, List<String> groups) {
        try (var rocketMq = RocketMqTopics.connect(source.nameServer(), source.broker(), brokerAdministrator())) {
            rocketMq.create(topics, groups);
        } catch (Exception refused) {
            throw new IllegalStateException("RocketMQ did not create " + topics + groups, refused);
        }
    }

    /**
     * What a service is configured with, under the names of its environment variables. They work as a child process's
     * environment and as Micronaut properties alike. The server port is a random one.
     */
    public Map<String, String> properties(String schema) {
        var database = runTime(schema);
        var owner = database(schema);
        var properties = new HashMap<>(Map.of(
                "MICRONAUT_SERVER_PORT", "-1",
                "DATABASE_URL", database.url(),
                "DATABASE_USER", database.user(),
                "DATABASE_PASSWORD", database.password(),
                "DATABASE_MIGRATION_USER", owner.user(),
                "DATABASE_MIGRATION_PASSWORD", owner.password(),
                "ROCKETMQ_NAME_SERVER", nameServer()));
        properties.putAll(Map.of(
                "JWKS_URI", TestTokens.keys().toString(),
                "TOKEN_ISSUER_URL", TestTokens.issuer().toString(),
                "TOKEN_CLIENT_SECRET", TestTokens.clientSecret(),
                "CSRF_SECRET", "a test's secret of more than 32 bytes for forms",
                "ADMISSION_SECRET", "a test's secret of more than 32 bytes for admission tokens"));
        properties.putAll(brokerAccess(database.user()).environment());
        if (RedisUser.service(database.user()).isPresent()) {
            var redis = redis(database.user());
            properties.put("REDIS_URL", redis.url());
            properties.put("REDIS_USER", redis.user());
            properties.put("REDIS_PASSWORD", redis.password());
        }
        return Map.copyOf(properties);
    }

    public TestServer mysql() {
        return source.mysqlServer();
    }

    public TestRedis redis() {
        return source.redisServer();
    }

    /** RocketMQ's broker; embedded and in containers its name server lives and dies with it. */
    public TestServer broker() {
        return source.brokerServer();
    }
}
