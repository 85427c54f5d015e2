package io.orderflow.micronaut.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of a request's client, behind a proxy and without one. */
class ClientAddressTest {

    private static EmbeddedServer behindProxy;

    @BeforeAll
    static void start() {
        behindProxy = ApplicationContext.run(
                EmbeddedServer.class, Map.of("connections.proxies", "10.0.0.1,127.0.0.0/8,fd00::/8"));
    }

    @AfterAll
    static void stop() {
        behindProxy.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 203.0.113.7 | 203.0.113.7",
                "X-Forwarded-For: 198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "X-Forwarded-For: 198.51.100.1,127.0.0.1,203.0.113.7 | 203.0.113.7",
                "x-forwarded-for: 203.0.113.7:4711 | 203.0.113.7",
                "X-Forwarded-For: 2001:db8:1:2:3:4:5:6 | 2001:db8:1:2:0:0:0:0/64",
                "X-Forwarded-For: [2001:db8:1:2:3:4:5:6]:4711 | 2001:db8:1:2:0:0:0:0/64",
                "X-Forwarded-For: [2001:db8:1:2::9] | 2001:db8:1:2:0:0:0:0/64",
                "X-Forwarded-For: ::ffff:203.0.113.7 | 203.0.113.7",
                "X-Forwarded-For: | 127.0.0.1",
                "X-Forwarded-For: 203.0.113.7, | 127.0.0.1",
                "X-Forwarded-For: unknown | 127.0.0.1",
                "X-Forwarded-For: example.com | 127.0.0.1",
                "X-Forwarded-For: 203.0.113.700 | 127.0.0.1",
                "X-Forwarded-For: 203.0.113.7:port | 127.0.0.1",
                "X-Forwarded-For: [2001:db8::7 | 127.0.0.1",
                "X-Forwarded-For: 203.0.113.7 evil | 127.0.0.1",
                "Forwarded: for=203.0.113.7 | 127.0.0.1",
                "X-Real-IP: 203.0.113.7 | 127.0.0.1",
                "X-Nothing: | 127.0.0.1",
            })
    void the_right_most_entry_of_a_proxy_is_believed(String header, String address) throws IOException {
        assertThat(said(behindProxy, header + "\r\n")).isEqualTo(address);
    }

    @Test
    void of_several_header_lines_the_last_one_counts() throws IOException {
        assertThat(said(behindProxy, "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 198.51.100.2, 203.0.113.7\r\n"))
                .isEqualTo("203.0.113.7");
        assertThat(said(behindProxy, "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: rubbish\r\n"))
                .as("what stands before is the client's own")
                .isEqualTo("127.0.0.1");
    }

    @Test
    void without_a_configured_proxy_or_from_another_address_no_header_is_believed() throws IOException {
        for (Map<String, Object> settings :
                List.<Map<String, Object>>of(Map.of(), Map.of("connections.proxies", "10.0.0.1"))) {
            try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
                assertThat(said(server, "X-Forwarded-For: 203.0.113.7\r\n")).isEqualTo("127.0.0.1");
            }
        }
    }

    private static String said(EmbeddedServer server, String headers) throws IOException {
        try (var wire = new Wire(server.getPort())) {
            String answer = wire.say("GET /wire/address HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n")
                    .answer();
            return answer.substring(answer.indexOf('<') + 1, answer.lastIndexOf('>'));
        }
    }
}
