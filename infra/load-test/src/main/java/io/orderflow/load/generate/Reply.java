package io.orderflow.load.generate;

import java.nio.charset.StandardCharsets;

/** What came back for a request. */
public sealed interface Reply {

    /** The whole body, in an array of the reader's own. */
    record Answer(int status, byte[] body) implements Reply {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    /**
     * Nothing, or not all of it.
     *
     * @param kind what an operator would call it: {@code timeout}, {@code connection lost} …
     */
    record None(String kind) implements Reply {}
}
