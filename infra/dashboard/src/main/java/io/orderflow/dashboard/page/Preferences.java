package io.orderflow.dashboard.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.annotation.Secured;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Language and colours, kept in the browser. */
@Controller("/preferences")
@Secured({"operator", "reader"})
@Produces(MediaType.TEXT_HTML)
class Preferences {

    private static final String LANGUAGE = "orderflow-language";
    private static final String THEME = "orderflow-theme";
    private static final String AUTO = "auto";
    private static final List<String> THEMES = List.of(AUTO, "light", "dark");
    private static final Duration KEPT = Duration.ofDays(365);

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(
            HttpRequest<Map<String, String>> request, @Nullable String language, @Nullable String theme) {
        var back = HttpResponse.seeOther(Back.to(request));
        named(language).ifPresent(known -> back.cookie(cookie(LANGUAGE, known.tag())));
        if (theme != null && THEMES.contains(theme)) {
            back.cookie(cookie(THEME, theme));
        }
        return back;
    }

    static Optional<Language> language(HttpRequest<?> request) {
        return request.getCookies().findCookie(LANGUAGE).flatMap(cookie -> named(cookie.getValue()));
    }

    static String theme(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(THEME)
                .map(Cookie::getValue)
                .filter(THEMES::contains)
                .orElse(AUTO);
    }

    private static Optional<Language> named(@Nullable String tag) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    private static Cookie cookie(String name, String value) {
        return Cookie.of(name, value).path("/").maxAge(KEPT).httpOnly(true).sameSite(SameSite.Strict);
    }
}
