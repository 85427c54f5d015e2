package io.orderflow.load.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A report as one HTML file that needs nothing else: the charts' library and the figures are in it. */
public final class Page {

    private static final String WEBJAR = "META-INF/maven/org.webjars/echarts/pom.properties";
    private static final String LIBRARY = "META-INF/resources/webjars/echarts/%s/echarts.common.min.js";

    private Page() {}

    /** @param certificate as {@link Certificate} makes it */
    public static String of(JsonObject certificate) throws IOException {
        return of("sale", certificate);
    }

    /** @param curves as the benchmark makes them: orders second by second after some starts */
    public static String ofStarts(JsonObject curves) throws IOException {
        return of("start", curves);
    }

    private static String of(String name, JsonObject data) throws IOException {
        // Within a script element, only "</" and "<!--" end or change anything; in JSON, < can be written otherwise.
        String figures = data.encode().replace("<", "\\u003c");
        return text(Page.class.getResourceAsStream(name + ".html"))
                .replace("/*STYLE*/", text(Page.class.getResourceAsStream("sale.css")))
                .replace("/*LIBRARY*/", library().replace("</script", "<\\/script"))
                .replace("/*CHARTS*/", text(Page.class.getResourceAsStream(name + ".js")))
                .replace("\"FIGURES\"", figures);
    }

    private static String library() throws IOException {
        var loader = Page.class.getClassLoader();
        var properties = new Properties();
        try (var in = loader.getResourceAsStream(WEBJAR)) {
            if (in == null) {
                throw new IOException("The WebJar of the charts' library is not on the class path");
            }
            properties.load(in);
        }
        return text(loader.getResourceAsStream(LIBRARY.formatted(properties.getProperty("version"))));
    }

    private static String text(@Nullable InputStream resource) throws IOException {
        if (resource == null) {
            throw new IOException("A part of the report is not on the class path");
        }
        try (resource) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
