package io.orderflow.dashboard.live;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import java.time.Duration;
import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Server-sent events, one for each changed subject: {@code event: changed}, {@code data: SUBJECT}. */
@Controller("/live")
@Secured({"operator", "reader"})
class LiveController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Live live;

    LiveController(Live live) {
        this.live = live;
    }

    /** @param subjects separated by commas */
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events(@QueryValue String subjects) {
        var changed = live.of(Set.of(subjects.split(",")))
                .map(subject -> Event.of(subject).name("changed"));
        // What changed before the page was connected: it looks once, at once.
        var connected = Flux.just(Event.of("").name("connected"));
        var alive = Flux.interval(HEARTBEAT).map(tick -> Event.of("").name("alive"));
        return Flux.merge(connected, changed, alive.onBackpressureDrop());
    }
}
