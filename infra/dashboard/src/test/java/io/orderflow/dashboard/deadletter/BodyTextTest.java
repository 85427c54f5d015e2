package io.orderflow.dashboard.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyTextTest {

    @Test
    void json_gets_lines_and_keeps_every_digit_and_the_order_of_its_fields() {
        assertThat(shown("{\"b\":1.10,\"a\":12345678901234567890}"))
                .isEqualToNormalizingNewlines("{\n  \"b\" : 1.10,\n  \"a\" : 12345678901234567890\n}");
    }

    @Test
    void text_that_is_no_json_stays_as_it_is() {
        for (var text : new String[] {"{\"orderId\":", "{} {}", "hello", "", "<b>"}) {
            assertThat(shown(text)).isEqualTo(text);
        }
    }

    @Test
    void bytes_that_are_no_text_are_shown_as_bytes() {
        assertThat(BodyText.of(new byte[] {(byte) 0xff, 0x00})).isEqualTo("ff 00");
    }

    @Test
    void difference_shows_the_changed_line_alone() {
        var lines = BodyDiff.between("{\"a\":1,\"b\":2}".getBytes(UTF_8), "{\"a\":1,\"b\":3}".getBytes(UTF_8));

        assertThat(lines).filteredOn(BodyDiff.Line::changed).singleElement().satisfies(line -> {
            assertThat(line.before()).contains("\"b\" : 2");
            assertThat(line.after()).contains("\"b\" : 3");
        });
    }

    private static String shown(String text) {
        return BodyText.of(text.getBytes(UTF_8));
    }
}
