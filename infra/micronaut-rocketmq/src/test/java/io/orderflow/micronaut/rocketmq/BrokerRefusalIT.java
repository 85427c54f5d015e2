package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What an application logs if the broker does not know its user. */
class BrokerRefusalIT {

    private final Logger logger = (Logger) LoggerFactory.getLogger(BrokerSignature.class);
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', a client without a user",
        "order_service, guess, user order_service",
        "guest, guess, user guest"
    })
    void it_fails_to_publish_and_to_consume_and_its_log_says_what_to_do(
            String accessKey, String secretKey, String who) {
        try (var application = TestApplication.with(
                "fixture.listener", "broadcast", "rocketmq.access-key", accessKey, "rocketmq.secret-key", secretKey)) {
            assertThatThrownBy(() -> application.bean(Announcements.class).announceNow("key", new Announced("hello")))
                    .isInstanceOf(RuntimeException.class);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> said.stream()
                            .anyMatch(line -> line.contains(who)
                                    && line.contains("Check rocketmq.access-key and rocketmq.secret-key")));
        }
    }
}
