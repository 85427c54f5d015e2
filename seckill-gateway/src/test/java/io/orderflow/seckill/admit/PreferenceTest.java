package io.orderflow.seckill.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/json;q=0.5, text/html;q=0.6",
                "TEXT/HTML"
            })
    void a_page_for_who_likes_it_better(String accept) {
        assertThat(Preference.isForHtml(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/json, text/html",
                "text/html;q=0.4, application/problem+json",
                "text/html;q=0",
                "text/html;q=x",
                ""
            })
    void json_for_everybody_else(String accept) {
        assertThat(Preference.isForHtml(accept)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN,zh;q=0.9,en;q=0.8 | zh",
                "zh-Hans | zh",
                "en-GB,en;q=0.9,zh;q=0.8 | en",
                "de,zh;q=0.5 | zh",
                "fr | en",
                "zh;q=0 | en",
                ";;;zh;q=% | en"
            })
    void language_as_liked(String acceptLanguage, String language) {
        assertThat(Preference.language(acceptLanguage).getLanguage()).isEqualTo(language);
        assertThat(Preference.language(null)).isEqualTo(Locale.ENGLISH);
    }
}
