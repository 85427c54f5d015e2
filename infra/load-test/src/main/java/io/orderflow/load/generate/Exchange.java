package io.orderflow.load.generate;

import java.util.function.BiConsumer;

/** One {@code POST}, and whoever wants to know what became of it. All of it is called on the generator's one thread. */
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
