package io.orderflow.micronaut.rocketmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Dead letters are messages, too: a group may listen to those of another. */
class DeadLetterListenerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();

    @Test
    void a_dead_letter_that_fails_again_is_one_of_the_group_that_took_it() throws Exception {
        try (var application = TestApplication.with("fixture.listener", "failing")) {
            String second = application.name() + "-second";
            TestServers.get().createGroup(second);
            application.bean(Announcements.class).announceBytes(key, "no json".getBytes(UTF_8));
            try (var listening = application.another("fixture.listener", "dead-letters", "fixture.dead-group", second);
                    var dead = DeadLetters.of(second, TestServers.get().nameServer())) {

                await().atMost(PATIENCE).until(() -> dead.keys().contains(key));

                assertThat(Failure.of(listening, key))
                        .extracting(Failure::reason)
                        .contains("dead, and not understood either");
            }
        }
    }
}
