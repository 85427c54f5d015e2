package io.orderflow.load.generate;

import java.util.function.BiConsumer;

/** One {@code POST}, and the callbacks for its result. All methods are called on the generator's one thread. */
public interface Exchange {

    String path();

    byte[] body();

    void headers(BiConsumer<CharSequence, CharSequence> headers);

    /**
     * Called once.
     *
     * @param latencyNanos since the request was due
     */
    void answered(Reply reply, long latencyNanos);
}
