package io.orderflow.dashboard.live;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.signin.Sessions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Server-sent events, one for each changed subject: {@code event: changed}, {@code data: SUBJECT}. The last
 * one is {@code event: ended} with the reason, {@code signed_out} or {@code replaced}: the stream does not come back by itself.
 */
@Controller("/live")
@Secured({"operator", "reader"})
class LiveController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final String ENDED = "ended";

    private final Live live;
    private final OpenStreams streams;
    private final Sessions sessions;

    LiveController(Live live, OpenStreams streams, Sessions sessions) {
        this.live = live;
        this.streams = streams;
        this.sessions = sessions;
    }

    /** @param subjects separated by commas; one that never changes does no harm */
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events(HttpRequest<?> request, @QueryValue String subjects) {
        var changed = live.of(Arrays.stream(subjects.split(",")).collect(Collectors.toUnmodifiableSet()))
                .map(subject -> Event.of(subject).name("changed"));
        // For changes before the page was connected: it fetches once, immediately.
        var connected = Flux.just(Event.of("").name("connected"));
        var alive = Flux.interval(HEARTBEAT).map(tick -> Event.of("").name("alive"));
        var ended = streams.opened(sessions.authority(request))
                .map(why -> Event.of(why.name().toLowerCase(Locale.ROOT)).name(ENDED));
        return Flux.merge(connected, changed, alive.onBackpressureDrop(), ended)
                .takeUntil(event -> ENDED.equals(event.getName()));
    }
}
