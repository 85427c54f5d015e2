package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where the name server is, and where it is not. */
class NameServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();

    @Test
    void an_ipv6_address_in_brackets_leads_to_it() throws Exception {
        var loopback = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine has IPv6");
        try (var door = new ServerSocket(0, 50, loopback)) {
            Thread.ofVirtual().start(() -> forward(door, TestServers.get().nameServer()));
            try (var application = TestApplication.with(
                    "fixture.listener", "all", "rocketmq.name-server", "[::1]:" + door.getLocalPort())) {
                application.bean(Announcements.class).announceNow(key, new Announced("x"));

                await().atMost(PATIENCE)
                        .until(() -> application.bean(Listening.class).keys().contains(key));
            }
        }
    }

    @Test
    void one_that_does_not_answer_is_named() {
        try (var application =
                TestApplication.with("rocketmq.name-server", "127.0.0.1:1", "rocketmq.producer.send-timeout", "1s")) {
            var client = application.bean(Announcements.class);

            assertThatThrownBy(() -> client.announceNow(key, new Announced("x")))
                    .isInstanceOf(MessageNotSentException.class)
                    .hasMessageContaining("not connected")
                    .hasMessageContaining("name server 127.0.0.1:1");
            assertThat(client.announce(key, new Announced("x"), () -> "done"))
                    .isInstanceOfSatisfying(
                            RolledBack.class,
                            rolledBack -> assertThat(rolledBack.cause())
                                    .asInstanceOf(THROWABLE)
                                    .hasMessageContaining("name server 127.0.0.1:1"));
        }
    }

    @Test
    void a_topic_that_it_does_not_know_is_refused_with_its_address() {
        try (var application = TestApplication.with("fixture.topic", "unknown-" + key)) {
            assertThatThrownBy(() -> application.bean(Announcements.class).announceNow(key, new Announced("x")))
                    .isInstanceOf(MessageNotSentException.class)
                    .hasMessageContaining("unknown-" + key)
                    .hasMessageContaining("name server " + TestServers.get().nameServer());
        }
    }

    @Test
    void delays_that_differ_from_the_brokers_are_told_with_what_to_set() {
        try (var application =
                TestApplication.with("fixture.listener", "all", "rocketmq.consumer.delay-levels", "1s 5s 10s 30s")) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(application.health())
                                    .contains("\"delayLevels\"")
                                    .contains(
                                            "set rocketmq.consumer.delay-levels to this broker's messageDelayLevel, '1s 1s 1s 2s"));
            assertThat(application.health()).doesNotContain("\"DOWN\"");
        }
    }

    @Test
    void delays_that_are_the_brokers_are_nothing_to_tell() {
        try (var application = TestApplication.with("fixture.listener", "all")) {
            await().atMost(PATIENCE).until(() -> application.health().contains("\"running\""));

            assertThat(application.health()).doesNotContain("delayLevels");
        }
    }

    private static void forward(ServerSocket door, String address) {
        int colon = address.lastIndexOf(':');
        try {
            while (true) {
                var inside = door.accept();
                var outside = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
                Thread.ofVirtual().start(() -> copy(inside, outside));
                Thread.ofVirtual().start(() -> copy(outside, inside));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The other end went first.
        }
    }
}
