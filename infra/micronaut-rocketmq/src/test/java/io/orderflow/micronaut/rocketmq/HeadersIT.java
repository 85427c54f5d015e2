package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header arrives as it was sent, or is not sent at all, with a sentence. */
class HeadersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestApplication application;
    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        application = TestApplication.with("fixture.listener", "headers");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "here", "a=b;c", "zwölf 😀"})
    void any_text_arrives_as_it_was_sent_alone_and_in_a_batch(String text) {
        client().announceFrom(key, new Announced("x"), text);
        client().announceAll(List.of(key + "-1", key + "-2"), List.of(new Announced("x"), new Announced("y")), text);

        var arrived = application.bean(HeaderListener.class).arrived;
        for (String each : List.of(key, key + "-1", key + "-2")) {
            await().atMost(PATIENCE).until(() -> arrived.containsKey(each));
            assertThat(arrived.get(each))
                    .isEqualTo(new HeaderListener.Arrival(text, Optional.of(text), Map.of("origin", text)));
        }
    }

    @Test
    void what_rocketmq_separates_headers_with_is_refused() {
        assertThatThrownBy(() -> client().announceFrom(key, new Announced("x"), "a\u0001b\u0002c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Announcements, method void announceFrom")
                .hasMessageContaining("header 'origin' holds the character U+0001 or U+0002");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a caller without a checker does
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> client().announceNow(key, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Announcements, method void announceNow")
                .hasMessageContaining("@MessageBody is null");
        assertThatThrownBy(() -> client().announceNow(null, new Announced("x")))
                .hasMessageContaining("@MessageKey is null");
        assertThatThrownBy(() -> client().announceAt(key, new Announced("x"), null))
                .hasMessageContaining("@DeliverAt is null");
        assertThatThrownBy(() -> client().announce(key, new Announced("x"), null))
                .hasMessageContaining("LocalTransaction is null");
        assertThatThrownBy(
                        () -> client().announceAll(List.of("a", "b"), Arrays.asList(new Announced("x"), null), "here"))
                .hasMessageContaining("@MessageBody of message 2 is null");
    }

    private static Announcements client() {
        return application.bean(Announcements.class);
    }
}
