package io.orderflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakingServersIT {

    private final TestServers servers = TestServers.get();

    @AfterEach
    void mend() {
        servers.mysql().start();
        servers.redis().start();
        servers.broker().start();
    }

    @Test
    void killed_mysql_is_away_and_comes_back_with_its_data() throws Exception {
        var database = servers.freshSchema();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE survivor AS SELECT 42 AS id");
        }
        servers.mysql().kill9();
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
        servers.mysql().start();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM survivor")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void stopped_redis_is_away_and_comes_back() throws Exception {
        var redis = servers.redisAdministrator();
        servers.redis().stop();
        assertThatThrownBy(() -> RedisCommand.send(redis, "PING")).isInstanceOf(IOException.class);
        servers.redis().start();
        assertThat(RedisCommand.send(redis, "PING")).isEqualTo("PONG");
    }

    @Test
    void killed_broker_comes_back_with_its_topics() {
        var topic = "breaking-" + UUID.randomUUID();
        servers.createTopic(topic);
        servers.broker().kill9();
        servers.broker().start();
        servers.createTopic(topic);
    }
}
