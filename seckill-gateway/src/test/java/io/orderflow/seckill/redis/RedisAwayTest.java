package io.orderflow.seckill.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.RedisException;
import org.redisson.client.RedisLoadingException;
import org.redisson.client.RedisTimeoutException;

class RedisAwayTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR Error running script (call to f_1): @user_script:51: attempt to perform arithmetic on a nil value",
                "ERR user_script:51: Script attempted to access nonexistent global variable",
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "NOGROUP No such key"
            })
    void what_redis_refuses_is_refused_again(String error) {
        assertThat(RedisAway.causes(new CompletionException(new RedisException(error + ". channel: [id: 0x1]"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MISCONF Redis is configured to save RDB snapshots",
                "ERR Error running script (call to f_1): @user_script: 9: -MISCONF Redis is configured to save",
                "NOPERM this user has no permissions to run the 'evalsha' command",
                "Unexpected exception while processing command"
            })
    void what_passes_is_away(String error) {
        assertThat(RedisAway.causes(new RedisException(error))).isTrue();
    }

    @Test
    void no_answer_is_away_and_what_is_not_of_redis_is_not() {
        assertThat(RedisAway.causes(new CompletionException(new RedisTimeoutException("3000 ms"))))
                .isTrue();
        assertThat(RedisAway.causes(new RedisLoadingException("LOADING"))).isTrue();
        assertThat(RedisAway.causes(new IllegalStateException(new IOException("no JSON"))))
                .isFalse();
    }
}
