package io.orderflow.micronaut.rocketmq.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.rocketmq.logging.org.slf4j.LoggerFactory;
import org.junit.jupiter.api.Test;

class BridgeToSlf4jTest {

    @Test
    void what_the_client_logs_is_in_the_applications_log() {
        var target = (Logger) org.slf4j.LoggerFactory.getLogger("RocketmqClient");
        target.setLevel(Level.INFO);
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        target.addAppender(appender);

        var client = new BridgeToSlf4j().getLoggerFactory().getLogger("RocketmqClient");
        client.warn("broker {} is {}", "a", "away", new IllegalStateException("refused"));
        client.debug("not wanted");

        assertThat(appender.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).isEqualTo("broker a is away");
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("refused");
        });
    }

    @Test
    void the_client_finds_the_bridge() {
        assertThat(LoggerFactory.getLogger("RocketmqClient")).isInstanceOf(BridgedLogger.class);
    }
}
