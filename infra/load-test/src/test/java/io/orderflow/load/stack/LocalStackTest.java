package io.orderflow.load.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.orderflow.load.Refusal;
import io.orderflow.local.issuer.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LocalStackTest {

    @Test
    void processes_are_read_from_the_launchers_status() {
        var processes = LocalStack.parse("""
                {"processes":[{"name":"order-service","pid":71,"port":8181,"state":"running","restarts":0,"uptimeSeconds":5}]}
                """);

        assertThat(processes).containsExactly(new StackProcess("order-service", 71, 8181, "running"));
    }

    @Test
    void a_process_that_is_not_there_is_named() {
        assertThatThrownBy(() -> LocalStack.parse("""
                {"processes":[{"name":"points-service","pid":null,"port":8182,"state":"stopped"}]}
                """))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("points-service is not running");
    }

    @Test
    void tokens_carry_customer_role_issuer_and_end() throws Exception {
        var keys = SigningKeys.temporary();
        var token = SignedJWT.parse(new Tokens(keys, Instant.EPOCH).customer("ada"));

        assertThat(token.verify(new RSASSAVerifier(keys.current()))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("ada");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("orderflow-local");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("customer");
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isAfter(Instant.EPOCH);
    }

    @Test
    void paused_processes_go_on_when_the_pause_is_closed() throws IOException {
        var sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            try (var paused =
                    PausedProcesses.pause(List.of(new StackProcess("sleeper", sleeper.pid(), 0, "running")))) {
                assertThat(paused.names()).isEqualTo("sleeper");
                awaitState(sleeper, 'T');
            }
            awaitState(sleeper, 'S');
        } finally {
            sleeper.destroyForcibly();
        }
    }

    private static void awaitState(Process process, char state) {
        Awaitility.await().untilAsserted(() -> assertThat(state(process)).isEqualTo(state));
    }

    private static char state(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
