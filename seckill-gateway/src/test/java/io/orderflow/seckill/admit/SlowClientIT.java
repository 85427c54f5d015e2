package io.orderflow.seckill.admit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.seckill.Gateway;
import io.orderflow.testkit.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send a purchase byte by byte, and many that only connect. */
class SlowClientIT {

    private static final int PER_ADDRESS = 20;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start(
                "connections.header-within", "1s",
                "connections.body-within", "1s",
                "connections.look", "100ms",
                "connections.per-address", Integer.toString(PER_ADDRESS));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_purchase_that_drips_is_a_408_and_gets_no_ticket() throws IOException {
        long sale = gateway.openSale(10, 5, "");
        String header = "POST /sales/" + sale + "/purchases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: k\r\nContent-Length: 200\r\nAuthorization: Bearer " + TestTokens.customer("ada");
        assertThat(dripped("", header)).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout");
        assertThat(dripped(header + "\r\n\r\n{\"quantity\":1", " ".repeat(150)))
                .startsWith("HTTP/1.1 408 ")
                .contains("/problems/request-timeout");
        assertThat(gateway.buy(sale, "ada", "k", 2).status())
                .as("the key has bought nothing")
                .isEqualTo(202);
    }

    @Test
    void a_thousand_that_only_connect_are_twenty_and_they_do_not_stay() throws IOException {
        var idle = new Socket[1_000];
        try {
            for (int i = 0; i < idle.length; i++) {
                idle[i] = connect();
            }
            int open = 0;
            for (var socket : idle) {
                socket.setSoTimeout(open < PER_ADDRESS ? 50 : 5_000);
                try {
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                } catch (SocketTimeoutException stillThere) {
                    open++;
                } catch (SocketException cut) {
                    // As good as an orderly end.
                }
            }
            assertThat(open).isLessThanOrEqualTo(PER_ADDRESS);
        } finally {
            for (var socket : idle) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
        await().untilAsserted(
                        () -> assertThat(gateway.get("/sales", "").status()).isEqualTo(200));
    }

    private static Socket connect() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort());
    }

    /** All of the first part at once, and of the second a character every 20 ms. @return the gateway's answer */
    private static String dripped(String first, String second) throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(20);
            socket.getOutputStream().write(first.getBytes(US_ASCII));
            for (byte each : second.getBytes(US_ASCII)) {
                socket.getOutputStream().write(each);
                try {
                    return answer(socket);
                } catch (SocketTimeoutException goesOn) {
                    // It listens.
                }
            }
        }
        throw new IllegalStateException("It waited for all of it");
    }

    /** Until it ends; a reset is an end, too: what was sent last met a closed connection. */
    private static String answer(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var answer = new ByteArrayOutputStream();
        var part = new byte[8_192];
        int length = in.read(part);
        socket.setSoTimeout(5_000);
        while (length >= 0) {
            answer.write(part, 0, length);
            try {
                length = in.read(part);
            } catch (SocketException ended) {
                length = -1;
            }
        }
        return answer.toString(US_ASCII);
    }
}
