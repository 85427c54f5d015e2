package io.orderflow.dashboard.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.views.ViewsRenderer;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Views from {@code src/main/jte}, compiled with the code: {@code order/page} is class {@code JtepageGenerated} in package
 * {@code order}, so a view sees what its feature's package sees. Everything is escaped for where it stands.
 */
@Singleton
@Produces(MediaType.TEXT_HTML)
final class JteViews implements ViewsRenderer<Map<String, Object>, HttpRequest<?>> {

    private static final String COMPILED_INTO = "io.orderflow.dashboard";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, JteViews.class.getClassLoader(), COMPILED_INTO);

    JteViews() {
        engine.setTrimControlStructures(true);
    }

    @Override
    public Writable render(String view, Map<String, Object> model, HttpRequest<?> request) {
        return writer -> engine.render(view + ".jte", model, new WriterOutput(writer));
    }

    @Override
    public boolean exists(String view) {
        return engine.hasTemplate(view + ".jte");
    }
}
