package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerPortsTest {

    @Test
    void two_stacks_with_different_offsets_share_no_port() {
        assertThat(all(ServerPorts.fixed(0))).doesNotContainAnyElementsOf(all(ServerPorts.fixed(100)));
    }

    @Test
    void free_ports_are_five_different_ones() {
        assertThat(all(ServerPorts.free())).hasSize(5).allMatch(ServerPorts::isFree);
    }

    @Test
    void ports_chosen_one_after_the_other_differ_before_anybody_listens() {
        var first = all(ServerPorts.free());

        assertThat(all(ServerPorts.free())).doesNotContainAnyElementsOf(first);
        assertThat(ServerPorts.freePort()).isNotEqualTo(ServerPorts.freePort());
    }

    @Test
    void a_port_with_a_listener_is_not_free() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(ServerPorts.isFree(listener.getLocalPort())).isFalse();
        }
    }

    private static Set<Integer> all(ServerPorts ports) {
        return Set.of(ports.mysql(), ports.redis(), ports.nameServer(), ports.broker(), ports.broker() - 2);
    }
}
