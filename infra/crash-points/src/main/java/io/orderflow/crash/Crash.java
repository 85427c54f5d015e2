package io.orderflow.crash;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process as a SIGKILL would: no shutdown hook runs, nothing is flushed, its exit code is 137. */
@Context
@Requires(property = "crash")
class Crash {

    private static final Logger LOG = LoggerFactory.getLogger(Crash.class);
    private static final int KILLED = 137;

    private final @Nullable CrashPoint at;
    private final IntConsumer end;

    @jakarta.inject.Inject
    Crash(CrashConfiguration configuration) {
        this(configuration, Runtime.getRuntime()::halt);
    }

    Crash(CrashConfiguration configuration, IntConsumer end) {
        this.at = configuration.at() == null ? null : CrashPoint.named(configuration.at());
        this.end = end;
        LOG.warn("Crash points are active: {}", configuration);
    }

    void point(CrashPoint reached) {
        if (reached == at) {
            LOG.warn("Crash at {}", reached);
            end.accept(KILLED);
        }
    }
}
