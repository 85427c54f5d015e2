package io.orderflow.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every order that was placed. */
@Singleton
public class Orders {

    /** An order, and a digest of the request that placed it. */
    public record Placed(Order order, String requestHash) {}

    /** Unique: no two orders have the same. */
    public record Key(String customerId, String idempotencyKey) {}

    /** @param resendAfter when its event is sent again if it is still unseen */
    public record New(Order order, String idempotencyKey, String requestHash, Instant resendAfter) {

        public Key key() {
            return new Key(order.customerId(), idempotencyKey);
        }
    }

    private final OrderRows rows;
    private final OrderLineRows lineRows;

    Orders(OrderRows rows, OrderLineRows lineRows) {
        this.rows = rows;
        this.lineRows = lineRows;
    }

    /**
     * Writes into the transaction that is open: one statement for all orders, one for all lines. These are all orders of that
     * transaction.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if an id or a customer's idempotency key is
     *     taken
     */
    public void insertAll(List<New> placed) {
        rows.saveAll(placed.stream().map(each -> row(each, placed.size())).toList());
        lineRows.saveAll(placed.stream().flatMap(Orders::lineRows).toList());
    }

    @Transactional(readOnly = true)
    public Optional<Placed> findByIdempotencyKey(String customerId, String idempotencyKey) {
        return rows.findByCustomerIdAndIdempotencyKey(customerId, idempotencyKey)
                .map(row -> new Placed(withLines(List.of(row)).getFirst(), row.requestHash()));
    }

    /** Those of {@code keys} that have an order. */
    @Transactional(readOnly = true)
    public Set<Key> taken(Collection<Key> keys) {
        var asked = Set.copyOf(keys);
        // Each of these customers with each of these keys: all of them single entries of the unique index.
        return rows
                .withKeys(
                        keys.stream().map(Key::customerId).distinct().toList(),
                        keys.stream().map(Key::idempotencyKey).distinct().toList())
                .stream()
                .map(row -> new Key(row.customerId(), row.idempotencyKey()))
                .filter(asked::contains)
                .collect(toSet());
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

    /** Orders of any customer; ids that don't exist are left out. */
    @Transactional(readOnly = true)
    public List<Order> withIds(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : withLines(rows.withIds(ids));
    }

    /**
     * Writes into the transaction that is open.
     *
     * @return how many of them were {@link OrderStatus#PLACED} before
     */
    public long expire(Collection<String> ids) {
        return rows.expire(ids);
    }

    /** Repeats change nothing. */
    @Transactional
    public void markSeen(Collection<String> ids, Instant now) {
        // All batches lock in the same order, so that two can't wait for each other.
        rows.markSeen(ids.stream().distinct().sorted().toList(), now);
    }

    /**
     * Orders whose event has not come back by their {@code resend_after}. Takes them for the caller: no other call returns
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

    private static OrderRow row(New placed, int together) {
        var order = placed.order();
        return new OrderRow(
                order.id(),
                order.customerId(),
                placed.idempotencyKey(),
                placed.requestHash(),
                order.status(),
                order.total(),
                order.currency(),
                order.placedAt(),
                null,
                placed.resendAfter(),
                together);
    }

    private static Stream<OrderLineRow> lineRows(New placed) {
        var order = placed.order();
        return IntStream.range(0, order.lines().size())
                .mapToObj(index -> lineRow(order.id(), index + 1, order.lines().get(index)));
    }

    private static OrderLineRow lineRow(String orderId, int lineNo, Order.Line line) {
        return new OrderLineRow(new OrderLineRow.Id(orderId, lineNo), line.sku(), line.quantity(), line.unitPrice());
    }
}
