package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstalledRedisTest {

    @Test
    void only_a_server_newer_than_the_artifacts_is_taken() {
        assertThat(InstalledRedis.isNewer("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64"))
                .isTrue();
        assertThat(InstalledRedis.isNewer("Valkey server v=8.1.1 sha=00000000:0"))
                .isTrue();
        assertThat(InstalledRedis.isNewer("Server v=10.0.0 sha=00000000:0")).isTrue();
        assertThat(InstalledRedis.isNewer("Redis server v=6.0.16 sha=00000000:0"))
                .isFalse();
        assertThat(InstalledRedis.isNewer("redis-server: command not found")).isFalse();
    }
}
