package io.orderflow.seckill.result;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code tickets.*}
 *
 * @param orderUrl where a customer finds an order; its id is appended
 * @param streams open event streams of this instance, at most
 * @param streamsPerCustomer of them one customer's, at most
 * @param streamsPerTicket of them on one ticket, at most
 * @param heartbeat silence after which a stream sends a comment, so that no proxy closes it
 * @param lookAfter how long the broadcast of an outcome may be missing before a stream looks for itself
 * @param reconnectAfter how long a client is to wait before it opens a stream again
 */
@ConfigurationProperties("tickets")
record TicketSettings(
        @Bindable(defaultValue = "http://127.0.0.1:8081/orders/")
        String orderUrl,

        @Bindable(defaultValue = "10000") int streams,
        @Bindable(defaultValue = "12") int streamsPerCustomer,
        @Bindable(defaultValue = "4") int streamsPerTicket,
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "5s") Duration lookAfter,
        @Bindable(defaultValue = "1s") Duration reconnectAfter) {}
