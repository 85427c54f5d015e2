package io.orderflow.load.generate;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one Hyperfoil session is busy with. Sessions are used again and again; so are these. */
final class Slot {

    private static final int MOST_BODY = 64 * 1024;

    private @Nullable Exchange exchange;
    private long dueNanos;
    private long restUntilNanos;
    private int status;
    private byte[] body = new byte[256];
    private int length;

    void begin(Exchange next, long due) {
        exchange = next;
        dueNanos = due;
        restUntilNanos = 0;
        status = 0;
        length = 0;
    }

    Exchange exchange() {
        if (exchange == null) {
            throw new IllegalStateException("Nothing is under way in this session");
        }
        return exchange;
    }

    void status(int received) {
        status = received;
    }

    void body(ByteBuf data, int offset, int part) {
        int kept = Math.min(part, MOST_BODY - length);
        if (length + kept > body.length) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, length + kept));
        }
        data.getBytes(offset, body, length, kept);
        length += kept;
    }

    /**
     * @param whole whether the answer came to its end
     * @param breathNanos how long to rest after anything but a 2xx
     */
    void end(boolean whole, long breathNanos, long patienceNanos) {
        long now = System.nanoTime();
        boolean good = whole && status / 100 == 2;
        restUntilNanos = good || breathNanos == 0 ? 0 : now + breathNanos;
        Reply reply = whole
                ? new Reply.Answer(status, Arrays.copyOf(body, length))
                : new Reply.None(now - dueNanos >= patienceNanos ? "timeout" : "connection lost");
        exchange().answered(reply, now - dueNanos);
        exchange = null;
    }

    boolean busy() {
        return exchange != null;
    }

    /** @return 0 once it has rested */
    long restNanos() {
        return restUntilNanos == 0 ? 0 : Math.max(0, restUntilNanos - System.nanoTime());
    }
}
