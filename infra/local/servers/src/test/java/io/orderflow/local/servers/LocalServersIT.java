package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersIT {

    @TempDir
    static Path data;

    static RunningServers running;

    @BeforeAll
    static void start() {
        running = RunningServers.start(RunningServers.in(data, ServerPorts.free()), data.resolve("logs"));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void killed_servers_start_again_on_their_data() throws Exception {
        try (var connection = as("points_service_migration", "points")) {
            execute(connection, "CREATE TABLE survivor (id INT PRIMARY KEY)");
            execute(connection, "INSERT INTO survivor VALUES (42)");
        }
        running.kill9All();
        running = RunningServers.start(running.servers, data.resolve("logs"));
        try (var connection = as("points_service", "points")) {
            assertThat(number(connection, "SELECT id FROM survivor")).isEqualTo(42);
        }
    }

    @Test
    void provisioning_twice_changes_nothing() throws Exception {
        for (var server : running.servers.all()) {
            server.provision();
        }
        try (var connection = as("order_service", "orders")) {
            assertThat(number(connection, "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void a_service_cannot_read_another_services_schema() throws Exception {
        try (var orders = as("order_service_migration", "orders")) {
            execute(orders, "CREATE TABLE IF NOT EXISTS secret (id INT PRIMARY KEY)");
        }
        try (var points = as("points_service", "points")) {
            assertThatThrownBy(() -> number(points, "SELECT COUNT(*) FROM orders.secret"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
        assertThatThrownBy(() -> as("points_service", "orders")).hasMessageContaining("Access denied");
    }

    @Test
    void a_service_reads_its_schema_and_changes_nothing_that_no_migration_gave_it() throws Exception {
        try (var owner = as("coupon_service_migration", "coupons")) {
            execute(owner, "CREATE TABLE IF NOT EXISTS given (id INT PRIMARY KEY)");
        }
        try (var service = as("coupon_service", "coupons")) {
            assertThat(number(service, "SELECT COUNT(*) FROM given")).isZero();
            for (String change : new String[] {
                "INSERT INTO given VALUES (1)",
                "CREATE TABLE taken (id INT)",
                "ALTER TABLE given ADD a INT",
                "DROP TABLE given"
            }) {
                assertThatThrownBy(() -> execute(service, change)).hasMessageContaining("command denied");
            }
        }
    }

    @Test
    void a_service_that_owned_its_schema_before_does_no_more() throws Exception {
        try (var administrator = running.servers.mysql().administrator()) {
            execute(administrator, "GRANT ALL PRIVILEGES ON `notifications`.* TO 'notify_service'@'127.0.0.1'");
        }
        running.servers.mysql().provision();
        try (var service = as("notify_service", "notifications")) {
            assertThatThrownBy(() -> execute(service, "CREATE TABLE taken (id INT)"))
                    .hasMessageContaining("command denied");
        }
    }

    @Test
    void the_auditor_reads_every_schema_and_writes_none() throws Exception {
        try (var orders = as("order_service_migration", "orders")) {
            execute(orders, "CREATE TABLE IF NOT EXISTS audited (id INT PRIMARY KEY)");
        }
        try (var auditor = as(Topology.AUDITOR, "orders")) {
            assertThat(number(auditor, "SELECT COUNT(*) FROM orders.audited")).isZero();
            assertThatThrownBy(() -> execute(auditor, "INSERT INTO orders.audited VALUES (1)"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void nobody_logs_in_without_the_password() {
        var url = running.servers.mysql().jdbcUrl("mysql");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "root", ""))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @Test
    void servers_listen_on_their_loopback_ports_only() throws Exception {
        for (var process : running.processes) {
            var expected = new TreeSet<String>();
            process.server().ports().forEach(port -> expected.add("127.0.0.1:" + port));
            assertThat(ProcessFacts.listensOn(process.pid())).isEqualTo(expected);
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        assertThatThrownBy(() -> ServerProcess.start(running.servers.redis(), data.resolve("logs/second.log")))
                .hasMessageContaining("Port " + running.servers.redis().ports().getFirst())
                .hasMessageContaining("taken");
    }

    private static Connection as(String user, String schema) throws SQLException {
        var password = Passwords.storedIn(data.resolve("passwords")).of("mysql-" + user);
        return DriverManager.getConnection(running.servers.mysql().jdbcUrl(schema), user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
