package io.orderflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.local.servers.BrokerUser;
import io.orderflow.local.servers.CheckBackTiming;
import io.orderflow.local.servers.LocalServers;
import io.orderflow.local.servers.MysqlServer;
import io.orderflow.local.servers.Passwords;
import io.orderflow.local.servers.ServerPorts;
import io.orderflow.local.servers.ServerProcess;
import io.orderflow.local.servers.StorePasswords;
import io.orderflow.local.servers.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** This JVM's own servers, and a MySQL without any schema, play the external servers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalServersIT {

    private static final Passwords PASSWORDS = new RandomPasswords();

    @TempDir
    static Path data;

    static ServerProcess process;
    static String mysqlUrl;

    private final TestServers servers = TestServers.get();

    @BeforeAll
    static void startMysqlWithoutSchemas() throws Exception {
        MysqlServer mysql = LocalServers.in(
                        data,
                        ServerPorts.free(),
                        new Topology(List.of(), List.of(), List.of()),
                        new StorePasswords(PASSWORDS, PASSWORDS, PASSWORDS),
                        CheckBackTiming.fast())
                .mysql();
        process = ServerProcess.start(mysql, data.resolve("mysql.log")).awaitReady(Duration.ofSeconds(60));
        mysqlUrl = mysql.jdbcUrl("");
    }

    @AfterAll
    static void stop() {
        process.kill9();
    }

    @Test
    @Order(1)
    void schemas_that_tests_have_not_made_are_never_dropped() throws Exception {
        try (var administrator = ((MysqlServer) process.server()).administrator();
                var statement = administrator.createStatement()) {
            statement.execute("CREATE SCHEMA orders");
            assertThatThrownBy(this::start)
                    .isInstanceOf(TestEnvironmentException.class)
                    .hasMessageContaining("schema orders exists and was not made by these tests");
            statement.execute("DROP SCHEMA orders");
        }
    }

    @Test
    @Order(2)
    void a_second_run_starts_with_empty_schemas() throws Exception {
        var first = start();
        try (var connection = new TestDatabase(
                                "orders",
                                first.jdbcUrl("orders"),
                                "order_service_migration",
                                first.passwords().of("order_service_migration"))
                        .connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE leftover (id INT PRIMARY KEY)");
        }
        first.close();
        var second = start();
        try (var administrator = second.administrator();
                var statement = administrator.createStatement()) {
            assertThat(statement.executeQuery("SHOW TABLES FROM orders").next()).isFalse();
        }
        second.close();
    }

    @Test
    void runs_at_the_same_time_take_turns() throws Exception {
        var first = start();
        var second = CompletableFuture.supplyAsync(this::start);
        await().during(Duration.ofSeconds(2)).until(() -> !second.isDone());
        first.close();
        second.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void breaking_a_server_that_belongs_to_somebody_else_is_an_error() {
        var external = start();
        assertThatThrownBy(() -> external.mysqlServer().kill9())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "MySQL is external (-Dtest.env=external) and can't be killed from here: run this test with -Dtest.env=embedded or containers.");
        external.redisServer().flushAll();
        external.mysqlServer().start();
        external.close();
    }

    @Test
    void a_server_that_does_not_answer_is_named() {
        int nobody = ServerPorts.freePort();
        assertThatThrownBy(() -> start(mysqlUrl, "redis://127.0.0.1:" + nobody, servers.nameServer()))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessageContaining("Redis at redis://127.0.0.1:" + nobody + " can't be used");
        assertThatThrownBy(
                        () -> start(mysqlUrl, servers.redisAdministrator().urlWithCredentials(), "127.0.0.1:" + nobody))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessageContaining("RocketMQ's name server at 127.0.0.1:" + nobody + " can't be used");
        assertThatThrownBy(() -> start(
                        "jdbc:mysql://127.0.0.1:" + nobody,
                        servers.redisAdministrator().urlWithCredentials(),
                        servers.nameServer()))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessageContaining("MySQL at jdbc:mysql://127.0.0.1:" + nobody + " can't be used");
    }

    private ServerSource start() {
        return start(mysqlUrl, servers.redisAdministrator().urlWithCredentials(), servers.nameServer());
    }

    private static ServerSource start(String mysql, String redis, String nameServer) {
        var broker = TestServers.get().brokerAccess(BrokerUser.ADMINISTRATOR);
        var settings = new ExternalSettings(
                mysql,
                Passwords.ADMINISTRATOR,
                PASSWORDS.of(Passwords.ADMINISTRATOR),
                redis,
                nameServer,
                broker.accessKey(),
                broker.secretKey());
        return ExternalServers.start(settings, Topology.orderflow());
    }
}
