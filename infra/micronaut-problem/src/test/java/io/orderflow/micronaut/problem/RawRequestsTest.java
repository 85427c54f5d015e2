package io.orderflow.micronaut.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no well-behaved client would send, byte by byte. */
class RawRequestsTest {

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class, Tokens.properties());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void headers_of_64_kilobytes_are_a_431() throws IOException {
        assertProblem(
                send("GET /shelf HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(65_536) + "\r\n\r\n"),
                431,
                "headers-too-large");
    }

    @Test
    void many_headers_are_a_431() throws IOException {
        assertProblem(
                send("GET /shelf HTTP/1.1\r\nHost: x\r\n" + "X-Many: aaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(2_000)
                        + "\r\n"),
                431,
                "headers-too-large");
    }

    @Test
    void request_line_of_64_kilobytes_is_a_414() throws IOException {
        assertProblem(send("GET /" + "a".repeat(65_536) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri-too-long");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /shelf HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n'",
        "'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n'",
        "'GET /sh elf HTTP/9.9\r\nHost: x\r\n\r\n'",
        "'\u0000\u0001\u0002\u0003\r\n\r\n'",
        "'hello\r\n\r\n'"
    })
    void garbage_is_a_400(String garbage) throws IOException {
        assertProblem(send(garbage), 400, "bad-request");
    }

    @Test
    void declared_two_megabytes_are_a_413_before_they_are_sent() throws IOException {
        assertProblem(
                send("POST /shelf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.good()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n{"),
                413,
                "too-large");
    }

    @Test
    void chunked_two_megabytes_are_a_413() throws IOException {
        assertProblem(
                send("POST /shelf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.good()
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(64) + "0\r\n\r\n"),
                413,
                "too-large");
    }

    /** Micronaut's check against pages of other sites that try a loopback address; with and without its preflight. */
    @ParameterizedTest
    @CsvSource({"GET, /shelf, DNT: 1", "GET, /nowhere, DNT: 1", "OPTIONS, /shelf, Access-Control-Request-Method: GET"})
    void origin_of_another_site_is_a_403_that_says_so(String method, String path, String header) throws IOException {
        assertProblem(
                send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://elsewhere.example\r\n"
                        + header + "\r\n\r\n"),
                403,
                "forbidden");
    }

    @Test
    void head_of_an_unknown_route_has_no_body() throws IOException {
        assertThat(send("HEAD /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + Tokens.good() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .endsWith("\r\n\r\n");
    }

    private static void assertProblem(String answer, int status, String slug) {
        assertThat(answer).matches("(?s)HTTP/1.[01] " + status + " .*");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json");
        assertThat(answer).contains("\"type\":\"/problems/" + slug + "\"").doesNotContain("Exception", "_links");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains(
                        "\r\ncache-control: no-store\r\n",
                        "\r\nx-content-type-options: nosniff\r\n",
                        "\r\nreferrer-policy: no-referrer\r\n",
                        "\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n");
    }

    /** Everything the server sends until it closes or has sent a whole JSON object. */
    private static String send(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(5_000);
            try {
                socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException closedEarly) {
                // It may refuse before it has read everything; its answer is what counts.
            }
            var answer = new StringBuilder();
            var buffer = new byte[8_192];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, n, ISO_8859_1));
                if (answer.toString().endsWith("}")) {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
