package io.orderflow.dashboard.broker;

import java.time.Instant;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * What a message contains about itself. Its sender may have written anything there, and one odd message must not hide the
 * others.
 */
public final class MessageClaims {

    /** The years that a database stores. */
    private static final long FIRST_MILLIS = 0;

    private static final long LAST_MILLIS =
            Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    private MessageClaims() {}

    /** When it was sent, cut to the years 1970 to 9999. */
    public static Instant bornAt(MessageExt message) {
        return Instant.ofEpochMilli(Math.clamp(message.getBornTimestamp(), FIRST_MILLIS, LAST_MILLIS));
    }

    /** How often the broker asked for its transaction; 0 if it never did, or if what stands there is no number. */
    public static int checks(MessageExt message) {
        var text = message.getProperty(MessageConst.PROPERTY_TRANSACTION_CHECK_TIMES);
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
