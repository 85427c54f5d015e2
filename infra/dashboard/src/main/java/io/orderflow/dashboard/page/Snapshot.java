package io.orderflow.dashboard.page;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One answer for all callers at about the same time, so that its source is asked once for any number of them. It is renewed in
 * the background while it is read, and not at all otherwise.
 */
public final class Snapshot<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(2);
    private static final Duration GOOD_FOR = Duration.ofSeconds(6);
    private static final String ONLY = "";

    private final LoadingCache<String, Source<T>> kept;
    private volatile boolean failing;

    public Snapshot(String what, Callable<T> question) {
        kept = Caffeine.newBuilder()
                .refreshAfterWrite(RENEWED_AFTER)
                .expireAfterWrite(GOOD_FOR)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build(only -> look(what, question));
    }

    /** One line when it begins to fail, not one for every look. */
    private Source<T> look(String what, Callable<T> question) {
        try {
            var answer = new Source.Available<>(question.call());
            failing = false;
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Source.Failing<>(what + ": interrupted");
        } catch (Exception failure) {
            LOG.atLevel(failing ? Level.DEBUG : Level.WARN).log("{} does not answer: {}", what, failure.toString());
            failing = true;
            return new Source.Failing<>(what + ": " + failure);
        }
    }

    /** Waits for the source only if not read for a while, or after {@link #forget}. */
    public Source<T> now() {
        return kept.get(ONLY);
    }

    /** After a change. */
    public void forget() {
        kept.invalidateAll();
    }
}
