package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Redis of ours answers to people without a password, and to a service that asks for more than its own. */
class RedisUsersIT {

    @TempDir
    static Path data;

    static Passwords passwords;
    static RedisServer redis;
    static ServerProcess process;

    @BeforeAll
    static void start() throws Exception {
        passwords = Passwords.storedIn(data.resolve("passwords"));
        redis = LocalServers.in(
                        data,
                        ServerPorts.free(),
                        Topology.orderflow(),
                        StorePasswords.of(passwords),
                        CheckBackTiming.fast())
                .redis();
        process = ServerProcess.start(redis, data.resolve("redis.log")).awaitReady(Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        process.kill9();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING", "CONFIG GET dir", "FLUSHALL", "GET claim:points-service:1", "INFO"})
    void without_a_password_nothing_is_answered(String command) throws IOException {
        assertThat(ask(command)).startsWith("-NOAUTH");
    }

    @Test
    void the_default_user_and_a_wrong_password_are_refused() throws IOException {
        assertThat(ask("AUTH guess")).startsWith("-WRONGPASS");
        assertThat(ask("AUTH points_service guess")).startsWith("-WRONGPASS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET claim:coupon-service:1",
                "SET {sale:1} x",
                "EVAL \"return 1\" 1 claim:coupon-service:1",
                "CONFIG GET dir",
                "CONFIG SET dir /tmp",
                "FLUSHALL",
                "FLUSHDB",
                "DEBUG SLEEP 0",
                "KEYS *",
                "SCAN 0",
                "MONITOR",
                "SCRIPT FLUSH",
                "ACL LIST",
                "REPLICAOF 127.0.0.1 1",
                "SAVE",
                "SUBSCRIBE any"
            })
    void a_consumer_gets_its_claims_and_nothing_else(String command) throws IOException {
        assertThat(as("points_service", command)).startsWith("-NOPERM");
    }

    @Test
    void a_script_may_do_what_its_caller_may_do() throws IOException {
        assertThat(as("points_service", "EVAL \"return redis.call('GET','claim:coupon-service:1')\" 0"))
                .contains("can't access")
                .startsWith("-");
        assertThat(as("points_service", "EVAL \"return redis.call('FLUSHALL')\" 0"))
                .startsWith("-");
        assertThat(as(
                        "points_service",
                        "EVAL \"redis.call('SET',KEYS[1],'x','PX',9) return 1\" 1 claim:points-service:1"))
                .isEqualTo(":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET claim:points-service:1",
                "HGETALL sale:1",
                "CONFIG GET dir",
                "FLUSHALL",
                "KEYS *",
                "EVAL \"return redis.call('DEL','claim:points-service:1')\" 0"
            })
    void the_gateway_gets_its_sales_and_nothing_else(String command) throws IOException {
        assertThat(as("seckill_gateway", command)).startsWith("-");
    }

    @Test
    void every_service_reaches_its_own_keys() throws IOException {
        assertThat(as("points_service", "SET claim:points-service:2 x PX 60000"))
                .isEqualTo("+OK");
        assertThat(as("coupon_service", "SET claim:coupon-service:2 x PX 60000"))
                .isEqualTo("+OK");
        assertThat(as("notify_service", "SET claim:notify-service:2 x PX 60000"))
                .isEqualTo("+OK");
        assertThat(as("seckill_gateway", "HSET {sale:1}:held ada 1")).startsWith(":");
    }

    @Test
    void the_file_of_users_is_its_owners_alone_and_holds_no_password() throws IOException {
        var file = data.resolve("redis/users.acl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var text = Files.readString(file);
        for (var user : List.of("points_service", "seckill_gateway", "probe", RedisUser.ADMINISTRATOR)) {
            assertThat(text).contains("user " + user + " on #").doesNotContain(passwords.of("redis-" + user));
        }
    }

    @Test
    void its_command_line_holds_no_password() {
        assertThat(redis.command().command())
                .contains("--aclfile")
                .noneSatisfy(
                        argument -> assertThat(argument).contains(passwords.of("redis-" + RedisUser.ADMINISTRATOR)));
    }

    private static String as(String user, String command) throws IOException {
        return ask("AUTH " + user + " " + passwords.of("redis-" + user), command);
    }

    /** The first line of the last answer. */
    private static String ask(String... commands) throws IOException {
        try (var socket = new Socket("127.0.0.1", redis.ports().getFirst())) {
            socket.setSoTimeout(5_000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var answer = "";
            for (var command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                answer = in.readLine();
            }
            return answer;
        }
    }
}
