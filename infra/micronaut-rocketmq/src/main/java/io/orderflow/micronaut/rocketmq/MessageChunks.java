package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.common.message.Message;

/** Cuts a batch into what one request to the broker may carry, in order. */
final class MessageChunks {

    /**
     * Far below the 4 MiB that client and broker allow by default: a chunk goes into one queue as a whole, and no request
     * should hold up those behind it.
     */
    static final int MOST_BYTES = 1 << 20;

    /** Lengths and checksums of one message in a batch, and the properties that the client adds: unique id and flags. */
    private static final int BYTES_AROUND = 256;

    /** The largest length of a message's properties that a chunk's format can hold. */
    private static final int MOST_PROPERTY_BYTES = Short.MAX_VALUE;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private MessageChunks() {}

    static List<List<Message>> of(List<OutgoingMessage> messages) {
        List<List<Message>> chunks = new ArrayList<>();
        List<Message> chunk = new ArrayList<>(messages.size());
        long bytes = 0;
        for (OutgoingMessage each : messages) {
            var message = BrokerMessages.outgoing(each);
            int properties = BYTES_AROUND + propertyBytes(message.getProperties());
            // Sent alone, as if it were no member of a batch: client and broker report what is wrong with it.
            boolean alone = properties > MOST_PROPERTY_BYTES;
            long size = alone ? MOST_BYTES : (long) properties + each.body().length;
            if (!chunk.isEmpty() && bytes + size > MOST_BYTES) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(message);
            bytes += size;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** At most; counting them exactly would encode every message twice. */
    private static int propertyBytes(Map<String, String> properties) {
        int bytes = 0;
        for (var property : properties.entrySet()) {
            bytes += MOST_BYTES_OF_A_CHAR
                    * (property.getKey().length() + property.getValue().length());
            bytes += 2;
        }
        return bytes;
    }
}
