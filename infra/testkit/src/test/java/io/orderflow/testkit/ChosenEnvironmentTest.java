package io.orderflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.local.servers.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.testcontainers.DockerClientFactory;

/** A chosen environment that is not there is reported in one sentence, with what to do. */
class ChosenEnvironmentTest {

    @Test
    void an_unknown_one_names_those_there_are() {
        assertThatThrownBy(() -> ServerSource.of("emebdded", Topology.orderflow()))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessage("-Dtest.env=emebdded is unknown: choose embedded, containers or external.");
    }

    @Test
    void external_names_every_address_that_is_missing() {
        var given = Map.of("test.mysql.url", "jdbc:mysql://127.0.0.1/", "test.mysql.user", "root");
        assertThatThrownBy(() -> ExternalSettings.read(name -> given.getOrDefault(name, "")))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessage(
                        "-Dtest.env=external needs the servers' addresses, and these are missing: -Dtest.mysql.password (or TEST_MYSQL_PASSWORD), -Dtest.redis.url (or TEST_REDIS_URL), -Dtest.rocketmq.name-server (or TEST_ROCKETMQ_NAME_SERVER).");
    }

    @Test
    @DisabledIf(value = "dockerIsThere", disabledReason = "Docker answers here, so its absence can't be shown")
    void containers_without_docker_say_what_to_do() {
        assertThatThrownBy(() -> ServerSource.of("containers", Topology.orderflow()))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessage(
                        "-Dtest.env=containers needs Docker and none answers here: start it, or use -Dtest.env=embedded, which needs nothing.");
    }

    static boolean dockerIsThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
