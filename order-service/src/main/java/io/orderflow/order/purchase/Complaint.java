package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that the gateway never sends, and that no repeat would make an order. Checked one by one and before any group is
 * formed, so that the others of a message get what they would have got without this one.
 *
 * @param ticketless whether there is no ticket to decide
 */
record Complaint(String text, boolean ticketless) {

    private static final Pattern TICKET = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int CUSTOMER_ID_LENGTH = 64;

    /** Can't encode half of a surrogate pair. */
    private static final Charset WRITABLE = StandardCharsets.UTF_8;

    /** Also about fields that an older sender leaves out. */
    static Optional<Complaint> about(PurchaseRequested request) {
        @Nullable String ticket = request.ticket();
        @Nullable String customer = request.customerId();
        if (ticket == null || !TICKET.matcher(ticket).matches()) {
            return Optional.of(new Complaint("A ticket is a UUID in lower case; got '%s'".formatted(ticket), true));
        }
        if (request.requestedAt() == null || request.expiresAt() == null) {
            return ofTicket(
                    "A request says when it was made and when it expires; ticket %s does not".formatted(ticket));
        }
        if (request.quantity() < 1) {
            return ofTicket("A quantity is at least 1; got %d".formatted(request.quantity()));
        }
        if (customer == null || customer.isBlank() || !isStorable(customer)) {
            return ofTicket("A customer's id has 1 to %d characters; got '%s'".formatted(CUSTOMER_ID_LENGTH, customer));
        }
        return Optional.empty();
    }

    /** About a request in which there is nothing to see, and which fails nevertheless. */
    static String text(PurchaseRequested request, Exception why) {
        return "Ticket %s can't be processed: %s".formatted(request.ticket(), why);
    }

    private static Optional<Complaint> ofTicket(String text) {
        return Optional.of(new Complaint(text, false));
    }

    private static boolean isStorable(String customer) {
        return customer.codePointCount(0, customer.length()) <= CUSTOMER_ID_LENGTH
                && WRITABLE.newEncoder().canEncode(customer);
    }

    /** The request with as much of its customer's id as a refusal can be stored with. */
    static PurchaseRequested storable(PurchaseRequested request) {
        @Nullable String customer = request.customerId();
        if (customer != null && isStorable(customer)) {
            return request;
        }
        String written = customer == null ? "" : new String(customer.getBytes(WRITABLE), WRITABLE);
        int length = Math.min(CUSTOMER_ID_LENGTH, written.codePointCount(0, written.length()));
        return new PurchaseRequested(
                request.ticket(),
                request.saleId(),
                request.epoch(),
                written.substring(0, written.offsetByCodePoints(0, length)),
                request.quantity(),
                request.requestedAt(),
                request.expiresAt());
    }
}
