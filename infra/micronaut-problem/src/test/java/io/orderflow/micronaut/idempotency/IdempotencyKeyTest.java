package io.orderflow.micronaut.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.netty.NettyHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.orderflow.micronaut.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"k", "4ad3d1a0-8b54-4e4f-9d59-0a0b2d3f5a11", "\"quoted\"", "!~;=/"})
    void one_value_is_a_key(String key) {
        assertThat(key(key)).isEqualTo(key);
        assertThat(key("k".repeat(128))).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a, b", ",", "ключ", "a\tb"})
    void a_value_that_is_not_one_key_is_refused(String value) {
        refused("idempotency-key-malformed", value);
    }

    @Test
    void neither_none_nor_several_nor_a_long_one() {
        refused("idempotency-key-missing");
        refused("idempotency-key-missing", "");
        refused("idempotency-key-malformed", "k1", "k2");
        refused("idempotency-key-malformed", "k1", "k1");
        refused("idempotency-key-malformed", "k1", "");
        refused("idempotency-key-malformed", "k".repeat(129));
    }

    private static void refused(String slug, String... lines) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> key(lines))
                .satisfies(refusal -> assertThat(refusal.problem().type()).isEqualTo("/problems/" + slug));
    }

    private static String key(String... lines) {
        return IdempotencyKey.of(new NettyHttpHeaders(
                new DefaultHttpHeaders().add(IdempotencyKey.HEADER, List.of(lines)), ConversionService.SHARED));
    }
}
