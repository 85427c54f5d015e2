package io.orderflow.operator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTextTest {

    @ParameterizedTest
    @CsvSource({
        "short, short",
        "12345678, 12345678",
        "123456789, 1234567…",
        "123456😀9, 123456…",
        "'a\nb\tc', a�b�c",
        "'', ''"
    })
    void text_is_cut_to_one_line(String text, String line) {
        assertThat(AuditText.line(text, 8)).isEqualTo(line);
    }

    @Test
    void half_a_character_is_none() {
        assertThat(AuditText.line("a\ud800b", 8)).isEqualTo("a�b");
    }
}
