package io.orderflow.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A detached stack, and what people do to it. Every test leaves it whole. */
class LocalStackIT {

    private static final Duration BACK_SOON = Duration.ofSeconds(120);

    @TempDir
    private static Path temp;

    private static StackUnderTest stack;
    private static Script.Ended start;

    @BeforeAll
    static void start() throws Exception {
        stack = StackUnderTest.in(temp.resolve("data"));
        start = stack.up("--detach");
        assertThat(start.exitCode()).as(start.output()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        Script.Ended down = stack.script("down");

        assertThat(down.exitCode()).as(down.output()).isZero();
        stack.assertNothingIsLeft();
        assertThat(stack.script("status").exitCode()).isEqualTo(3);
    }

    @Test
    void every_process_is_shown_running_on_its_port() throws Exception {
        assertThat(stack.script("status").exitCode()).isZero();
        assertThat(stack.processes())
                .extracting(process -> process.get("name"))
                .containsExactlyInAnyOrder(
                        "mysql",
                        "redis",
                        "rocketmq",
                        "order-service",
                        "points-service",
                        "coupon-service",
                        "notify-service",
                        "seckill-gateway",
                        "dashboard");
        assertThat(stack.processes())
                .allSatisfy(process -> assertThat(process)
                        .containsEntry("state", "running")
                        .hasEntrySatisfying(
                                "pid",
                                pid -> assertThat(ProcessHandle.of((Long) pid)).isPresent()));
        assertThat(stack.process("points-service")).containsEntry("port", 8082L + stack.offset());
    }

    @Test
    void token_by_the_printed_command_places_an_order_that_all_consumers_apply_once() throws Exception {
        assertThat(start.output()).contains("TOKEN=$(infra/token customer alice --data " + temp.resolve("data") + ")");
        String token = stack.token("alice");

        String order = stack.placeOrder(token);

        stack.awaitEffectsOf(order, token);
    }

    @ParameterizedTest
    @CsvSource({
        "orders, order_service",
        "points, points_service",
        "coupons, coupon_service",
        "notifications, notify_service",
        "sales, seckill_gateway",
        "dashboard, dashboard"
    })
    void service_changes_no_table_and_nothing_that_operators_did(String schema, String user) throws Exception {
        String url = "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                .formatted((Long) stack.process("mysql").get("port"), schema);
        String password = Files.readString(temp.resolve("data/secrets/mysql-" + user));
        try (var service = DriverManager.getConnection(url, user, password);
                var statement = service.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT COUNT(*) FROM operator_action")
                            .next())
                    .isTrue();
            for (String change : new String[] {
                "UPDATE operator_action SET actor = 'nobody'",
                "DELETE FROM operator_action",
                "TRUNCATE operator_action",
                "DROP TABLE operator_action",
                "ALTER TABLE operator_action ADD COLUMN note TEXT",
                "CREATE TABLE other (id INT)",
                "DELETE FROM flyway_schema_history"
            }) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageContaining("command denied to user '" + user + "'");
            }
        }
    }

    @Test
    void no_log_holds_a_secret_and_the_printed_command_shows_the_password() throws Exception {
        Path data = temp.resolve("data");
        assertThat(start.output()).contains("infra/password olga --data " + data);
        assertThat(stack.script("password", "olga").output().strip())
                .isEqualTo(Files.readString(data.resolve("secrets/dashboard-olga")));

        List<String> secrets = new ArrayList<>();
        try (var files = Files.list(data.resolve("secrets"))) {
            for (Path secret : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .as(secret.toString())
                        .isEqualTo("rw-------");
                secrets.add(Files.readString(secret).strip());
            }
        }
        assertThat(secrets).hasSizeGreaterThan(10);
        try (var files = Files.walk(data.resolve("logs"))) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(log.toString()).noneMatch(text::contains);
            }
        }
        for (ProcessHandle process : stack.recorded()) {
            String commandLine = process.info().commandLine().orElse("");
            assertThat(secrets).as(commandLine).noneMatch(commandLine::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql",
                "redis",
                "rocketmq",
                "order-service",
                "points-service",
                "coupon-service",
                "notify-service",
                "seckill-gateway",
                "dashboard"
            })
    void killed_process_comes_back_and_orders_and_purchases_flow_again(String name) throws Exception {
        Map<String, Object> before = stack.process(name);
        long pid = (Long) before.get("pid");

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(BACK_SOON)
                .untilAsserted(() -> assertThat(stack.process(name))
                        .containsEntry("state", "running")
                        .containsEntry("restarts", (Long) before.get("restarts") + 1)
                        .doesNotContainEntry("pid", pid));
        String token = stack.token("after-" + name);
        stack.awaitEffectsOf(stack.placeOrder(token), token);
        stack.awaitEffectsOf(stack.buy(token), token);
    }

    @Test
    void ticket_of_the_demo_sale_becomes_an_order_that_all_consumers_apply_once() throws Exception {
        String token = stack.token("bea");

        String ticket = stack.purchase(token);

        String order = stack.orderOf(ticket, token);
        assertThat(order).isEqualTo(ticket);
        stack.awaitEffectsOf(order, token);
    }

    @Test
    void stopped_consumer_stays_stopped_and_catches_up_when_it_is_started() throws Exception {
        String token = stack.token("patient");
        assertThat(stack.script("stop", "points-service").exitCode()).isZero();
        assertThat(stack.script("status").exitCode()).isEqualTo(4);
        assertThat(stack.process("points-service")).containsEntry("state", "stopped");

        String order = stack.placeOrder(token);
        Script.Ended started = stack.script("start", "points-service");

        assertThat(started.exitCode()).as(started.output()).isZero();
        stack.awaitEffectsOf(order, token);
    }

    @Test
    void second_launcher_on_the_same_folder_is_refused_with_the_pid_of_the_first() throws Exception {
        Script.Ended second = stack.up();

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output().strip().lines()).hasSize(1);
        assertThat(second.output())
                .contains("already as process " + stack.launcher().pid());
        assertThat(stack.up("--detach").exitCode()).isEqualTo(1);
    }

    @Test
    void second_stack_on_the_same_ports_is_refused_with_the_way_out() throws Exception {
        StackUnderTest other = new StackUnderTest(temp.resolve("other"), stack.offset());

        Script.Ended second = other.up();

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output().strip().lines()).hasSize(1);
        assertThat(second.output()).matches("(?s)Port \\d+ is taken, and \\S+ needs it: .*--port-offset 100\\.\\s*");
    }
}
