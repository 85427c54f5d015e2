package io.orderflow.dashboard.page;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a page learns from somewhere else. One that fails is shown as failing, never as an empty result. */
public sealed interface Source<T> {

    Logger LOG = LoggerFactory.getLogger(Source.class);

    record Available<T>(T value) implements Source<T> {}

    /** @param why in one sentence, for people */
    record Failing<T>(String why) implements Source<T> {}

    /** @param what is asked, for the log and for {@link Failing} */
    static <T> Source<T> of(String what, Callable<T> question) {
        try {
            return new Available<>(question.call());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Failing<>(what + ": interrupted");
        } catch (Exception failure) {
            LOG.warn("{} does not answer: {}", what, failure.toString());
            return new Failing<>(what + ": " + failure);
        }
    }

    default <R> Source<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Available<T>(T value) -> new Available<>(change.apply(value));
            case Failing<T>(String why) -> new Failing<>(why);
        };
    }

    default T orElse(T other) {
        return switch (this) {
            case Available<T>(T value) -> value;
            case Failing<T> failing -> other;
        };
    }
}
