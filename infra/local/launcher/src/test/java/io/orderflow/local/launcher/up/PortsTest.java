package io.orderflow.local.launcher.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.process.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path folder;

    @Test
    void taken_port_is_refused_with_who_wants_it_and_the_way_out() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            ScriptedServer mysql = ScriptedServer.named("mysql", folder).withPort(port);

            assertThatThrownBy(() -> Ports.requireFree(List.of(mysql)))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Port " + port + " is taken, and mysql needs it: end what listens there, or shift all"
                            + " ports with --port-offset 100.");
        }
    }

    @Test
    void port_that_another_program_holds_on_every_address_is_taken() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress("0.0.0.0", 0));
            ScriptedServer redis = ScriptedServer.named("redis", folder).withPort(other.getLocalPort());

            assertThatThrownBy(() -> Ports.requireFree(List.of(redis))).hasMessageContaining("redis needs it");
        }
    }

    @Test
    void port_is_free_again_when_its_listener_is_gone() throws IOException {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
        }
        ScriptedServer redis = ScriptedServer.named("redis", folder).withPort(port);

        assertThatCode(() -> Ports.requireFree(List.of(redis))).doesNotThrowAnyException();
    }
}
