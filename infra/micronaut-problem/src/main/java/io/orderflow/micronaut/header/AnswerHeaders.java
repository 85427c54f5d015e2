package io.orderflow.micronaut.header;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;

/**
 * Puts {@code Cache-Control}, {@code X-Content-Type-Options}, {@code Referrer-Policy} and {@code Content-Security-Policy}
 * on every answer that does not have them. It stands in Netty's pipeline and not among Micronaut's filters: so it also
 * sees what is refused before there is a route, and costs a request next to nothing.
 */
@Singleton
@ChannelHandler.Sharable
final class AnswerHeaders extends ChannelOutboundHandlerAdapter {

    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
    private static final AsciiString REFERRER_POLICY = AsciiString.cached("referrer-policy");
    private static final AsciiString NO_REFERRER = AsciiString.cached("no-referrer");
    private static final AsciiString DATA_POLICY = AsciiString.cached("default-src 'none'; frame-ancestors 'none'");
    private static final String HTML = "text/html";

    /** Of HTML that has no policy of its own. */
    private final AsciiString pagePolicy;

    AnswerHeaders() {
        this.pagePolicy = DescriptionPage.policy().map(AsciiString::cached).orElse(DATA_POLICY);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            complete(response.headers());
        }
        super.write(context, message, promise);
    }

    private void complete(HttpHeaders headers) {
        put(headers, HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        put(headers, CONTENT_TYPE_OPTIONS, NO_SNIFF);
        put(headers, REFERRER_POLICY, NO_REFERRER);
        put(headers, HttpHeaderNames.CONTENT_SECURITY_POLICY, isPage(headers) ? pagePolicy : DATA_POLICY);
    }

    private static boolean isPage(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, HTML, 0, HTML.length());
    }

    private static void put(HttpHeaders headers, AsciiString name, AsciiString value) {
        if (!headers.contains(name)) {
            headers.add(name, value);
        }
    }
}
