package io.orderflow.order;

import static java.util.stream.Collectors.groupingBy;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every order that was placed. */
@Singleton
public class Orders {

    /** An order together with what made it: the idempotency key it answers to, and a digest of the request. */
    public record Placed(Order order, String requestHash) {}

    private final OrderRows rows;
    private final OrderLineRows lineRows;

    Orders(OrderRows rows, OrderLineRows lineRows) {
        this.rows = rows;
        this.lineRows = lineRows;
    }

    /**
     * Writes into the transaction that is open.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if the customer's idempotency key is taken
     */
    public void insert(Order order, String idempotencyKey, String requestHash, Instant resendAfter) {
        rows.save(new OrderRow(
                order.id(),
                order.customerId(),
                idempotencyKey,
                requestHash,
                order.status(),
                order.total(),
                order.currency(),
                order.placedAt(),
                null,
                resendAfter));
        lineRows.saveAll(IntStream.range(0, order.lines().size())
                .mapToObj(index -> lineRow(order.id(), index + 1, order.lines().get(index)))
                .toList());
    }

    @Transactional(readOnly = true)
    public Optional<Placed> findByIdempotencyKey(String customerId, String idempotencyKey) {
        return rows.findByCustomerIdAndIdempotencyKey(customerId, idempotencyKey)
                .map(row -> new Placed(withLines(List.of(row)).getFirst(), row.requestHash()));
    }

    @Transactional(readOnly = true)
    public Optional<Order> find(String id, String customerId) {
        return rows.findByIdAndCustomerId(id, customerId)
                .map(row -> withLines(List.of(row)).getFirst());
    }

    /** At most {@code limit} of a customer's orders, newest first, all of them older than order {@code before}. */
    @Transactional(readOnly = true)
    public List<Order> page(String customerId, String before, int limit) {
        return withLines(rows.page(customerId, before, limit));
    }

    /** Repeats change nothing. */
    @Transactional
    public void markSeen(Collection<String> ids, Instant now) {
        // One order of locks for everybody, so that two batches can't wait for each other.
        rows.markSeen(ids.stream().distinct().sorted().toList(), now);
    }

    /**
     * Orders whose event has not come back by their {@code resend_after}. Takes them for the caller: nobody else gets
     * them before {@code next}.
     */
    @Transactional
    public List<Order> takeUnseen(Instant now, Instant next, int limit) {
        var ids = rows.lockUnseen(now, limit);
        if (ids.isEmpty()) {
            return List.of();
        }
        rows.postponeResend(ids, next);
        return withLines(rows.withIds(ids));
    }

    private List<Order> withLines(List<OrderRow> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        Map<String, List<OrderLineRow>> lines = lineRows
                .ofOrders(orders.stream().map(OrderRow::id).toList())
                .stream()
                .collect(groupingBy(line -> line.id().orderId()));
        return orders.stream()
                .map(order -> order.with(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }

    private static OrderLineRow lineRow(String orderId, int lineNo, Order.Line line) {
        return new OrderLineRow(new OrderLineRow.Id(orderId, lineNo), line.sku(), line.quantity(), line.unitPrice());
    }
}
