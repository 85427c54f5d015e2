package io.orderflow.dashboard.page;

import io.micronaut.core.bind.ArgumentBinder;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.csrf.repository.CsrfTokenRepository;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the {@link Frame} of a request. Preferences are in cookies; without one the browser's own decide. */
@Singleton
public final class Frames implements TypedRequestArgumentBinder<Frame> {

    private static final Argument<Frame> FRAME = Argument.of(Frame.class);

    private final CsrfTokenRepository<HttpRequest<?>> csrf;
    private final List<Banner> banners;
    private final Map<Language, Texts> texts = new EnumMap<>(Language.class);

    Frames(CsrfTokenRepository<HttpRequest<?>> csrf, List<Banner> banners) {
        this.csrf = csrf;
        this.banners = banners;
        for (var language : Language.values()) {
            texts.put(language, new Texts(language));
        }
    }

    @Override
    public Argument<Frame> argumentType() {
        return FRAME;
    }

    @Override
    public ArgumentBinder.BindingResult<Frame> bind(ArgumentConversionContext<Frame> context, HttpRequest<?> request) {
        return () -> Optional.of(of(request));
    }

    public Frame of(HttpRequest<?> request) {
        var user = request.getUserPrincipal(Authentication.class)
                .filter(known -> known.getRoles().contains("operator")
                        || known.getRoles().contains("reader"));
        var said = speaking(language(request));
        return new Frame(
                user.map(Authentication::getName).orElse(""),
                user.map(known -> known.getRoles().contains("operator")).orElse(false),
                csrf.findCsrfToken(request).orElse(""),
                said,
                Preferences.theme(request),
                request.getUri().toString(),
                user.isEmpty()
                        ? List.of()
                        : banners.stream()
                                .flatMap(banner -> banner.text(said).stream())
                                .toList());
    }

    private Texts speaking(Language language) {
        var known = texts.get(language);
        if (known == null) {
            throw new IllegalStateException("No texts in " + language);
        }
        return known;
    }

    private static Language language(HttpRequest<?> request) {
        return Preferences.language(request)
                .orElseGet(() -> ofTheBrowser(request).orElse(Language.ENGLISH));
    }

    /** A page that reports what is wrong with a header must not fail because of it. */
    private static Optional<Language> ofTheBrowser(HttpRequest<?> request) {
        try {
            return request.getLocale()
                    .map(Locale::getLanguage)
                    .filter(Language.CHINESE.tag()::equals)
                    .map(chinese -> Language.CHINESE);
        } catch (IndexOutOfBoundsException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
