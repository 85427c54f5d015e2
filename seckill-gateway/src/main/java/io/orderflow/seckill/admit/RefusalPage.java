package io.orderflow.seckill.admit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.util.HtmlSanitizer;
import io.orderflow.seckill.sale.Sale;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Answer} as a page: one document without anything to load, light or dark as its reader prefers. With a
 * Retry-After it counts down and sends the request again.
 */
@Singleton
class RefusalPage {

    private static final String TEXTS = "io.orderflow.seckill.admit.answers";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final HtmlSanitizer html;
    private final String template;
    private final String contentSecurityPolicy;

    RefusalPage(HtmlSanitizer html) {
        this.html = html;
        this.template = read("page.html");
        this.contentSecurityPolicy =
                "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; frame-ancestors 'none'"
                        .formatted(digest("style"), digest("script"));
    }

    /** @param retryAfter in seconds; 0 for never */
    HttpResponse<?> on(
            MutableHttpResponse<Object> response,
            Answer answer,
            Sale sale,
            @Nullable String acceptLanguage,
            long retryAfter) {
        var language = Preference.language(acceptLanguage);
        return response.body(write(answer, sale, language, retryAfter))
                .contentType(MediaType.of("text/html;charset=utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", contentSecurityPolicy);
    }

    private String write(Answer answer, Sale sale, Locale language, long retryAfter) {
        var texts = ResourceBundle.getBundle(
                TEXTS, language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String key = key(answer);
        String text = switch (answer) {
            case Answer.Ticket(var ticket, var position, var wait, var lookAfter) ->
                text(texts, key, ticket, Long.toString(position));
            case Answer.LimitReached(var ticket, var limit) ->
                text(texts, ticket.isEmpty() ? "limit-reached.none" : key, Integer.toString(limit), ticket);
            case Answer.OpensLater(var opensAt, var wait) -> text(texts, key, TIME.format(opensAt));
            case Answer.SoldOut ignored -> text(texts, key);
            case Answer.KeyReused ignored -> text(texts, key);
            case Answer.NotOpen ignored -> text(texts, key);
            case Answer.QueueFull ignored -> text(texts, key);
            case Answer.RateLimited ignored -> text(texts, key);
            case Answer.BadToken ignored -> text(texts, key);
            case Answer.Unavailable ignored -> text(texts, key);
            case Answer.Unprocessable ignored -> text(texts, key);
        };
        boolean retries = retryAfter > 0 && !(answer instanceof Answer.Ticket);
        return template.replace("{{lang}}", language.toLanguageTag())
                .replace("{{title}}", escaped(texts.getString(key + ".title")))
                .replace("{{retry}}", retries ? Long.toString(retryAfter) : "")
                .replace("{{retry-text}}", retries ? escaped(texts.getString("retry")) : "")
                .replace("{{text}}", escaped(text))
                // Last: an operator's text can't be taken for a placeholder.
                .replace("{{sku}}", escaped(sale.sku()));
    }

    private static String key(Answer answer) {
        return switch (answer) {
            case Answer.Ticket ticket -> "ticket";
            case Answer.SoldOut soldOut -> "sold-out";
            case Answer.KeyReused reused -> "key-reused";
            case Answer.LimitReached reached -> "limit-reached";
            case Answer.OpensLater later -> "opens-later";
            case Answer.NotOpen(var why) -> "not-open." + slug(why);
            case Answer.QueueFull full -> "queue-full";
            case Answer.RateLimited limited -> "rate-limited";
            case Answer.BadToken(var why) -> "bad-token." + slug(why);
            case Answer.Unavailable away -> "unavailable";
            case Answer.Unprocessable refused -> "unprocessable";
        };
    }

    private static String slug(Enum<?> why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(ResourceBundle texts, String key, Object... values) {
        return MessageFormat.format(texts.getString(key + ".text"), values);
    }

    private String escaped(String text) {
        return Objects.requireNonNullElse(html.sanitize(text), "");
    }

    private String digest(String element) {
        int begin = template.indexOf('>', template.indexOf("<" + element)) + 1;
        String content = template.substring(begin, template.indexOf("</" + element + ">", begin));
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static String read(String name) {
        try (var in = RefusalPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
