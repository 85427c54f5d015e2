package io.orderflow.dashboard.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Views from {@code src/main/jte}, compiled with the code: {@code order/page} is class {@code JtepageGenerated} in package
 * {@code order}, so a view sees what its feature's package sees. Everything is escaped for where it stands.
 *
 * <p>A body writer, because Micronaut's filter for views renders only what a route returned, and an error page has no route.
 */
@Singleton
@Produces(MediaType.TEXT_HTML)
final class JteViews implements MessageBodyWriter<View> {

    private static final String COMPILED_INTO = "io.orderflow.dashboard";
    private static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, JteViews.class.getClassLoader(), COMPILED_INTO);

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void writeTo(Argument<View> type, MediaType mediaType, View shown, MutableHeaders headers, OutputStream out)
            throws CodecException {
        var html = new Utf8ByteOutput();
        engine.render(shown.getView().orElseThrow() + ".jte", shown.getModel().orElseThrow(), html);
        headers.set(HttpHeaders.CONTENT_TYPE, HTML);
        try {
            html.writeTo(out);
        } catch (IOException gone) {
            throw new CodecException("The page could not be written", gone);
        }
    }
}
