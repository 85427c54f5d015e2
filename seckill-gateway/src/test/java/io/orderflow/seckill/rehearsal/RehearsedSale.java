package io.orderflow.seckill.rehearsal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.AdmissionBatch;
import io.orderflow.seckill.redis.AdmissionRequest;
import io.orderflow.seckill.redis.Admissions;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.SaleCache;
import io.orderflow.seckill.sale.SaleState;
import io.orderflow.testkit.TestServers;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** An open sale, seen from one instance of the gateway; tickets are given by the script itself. */
public final class RehearsedSale {

    public static final int LIMIT = 2;

    private final long id;
    private final RunningGateway gateway;

    private RehearsedSale(long id, RunningGateway gateway) {
        this.id = id;
        this.gateway = gateway;
    }

    /** Returns when tickets are given. */
    public static RehearsedSale open(RunningGateway gateway, OrderServiceStandIn orderService, long units)
            throws SQLException {
        return open(gateway, orderService, units, 1).getFirst();
    }

    /** So many of them, warmed side by side. */
    public static List<RehearsedSale> open(
            RunningGateway gateway, OrderServiceStandIn orderService, long units, int count) throws SQLException {
        List<RehearsedSale> sales = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long id = insert(units);
            orderService.knows(id, units);
            sales.add(new RehearsedSale(id, gateway));
        }
        sales.forEach(sale -> sale.awaitState(SaleState.OPEN));
        return sales;
    }

    private static long insert(long units) throws SQLException {
        try (var connection = TestServers.get().database("sales").connect();
                var insert = connection.prepareStatement("""
                        INSERT INTO sale (sku, price, units, limit_per_customer, opens_at, closes_at, queue_bound,
                          admission_rate, payment_window_seconds, token_required, phase, epoch, warm_epoch, created_at,
                          created_by)
                        VALUES ('tea-green', 990, ?, ?, UTC_TIMESTAMP(3) - INTERVAL 1 DAY,
                          UTC_TIMESTAMP(3) + INTERVAL 2 DAY, 100000, 0, 900, FALSE, 'OPEN', 1, 0, UTC_TIMESTAMP(3), 'rehearsal')
                        """, Statement.RETURN_GENERATED_KEYS)) {
            insert.setLong(1, units);
            insert.setInt(2, LIMIT);
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /** The same sale, seen from another instance. */
    public RehearsedSale at(RunningGateway other) {
        return new RehearsedSale(id, other);
    }

    public long id() {
        return id;
    }

    public CachedSale cached() {
        return gateway.bean(SaleCache.class).find(id).orElseThrow();
    }

    public SaleState state() {
        return gateway.bean(SaleCache.class)
                .find(id)
                .map(sale -> sale.state(Instant.now()))
                .orElse(SaleState.CREATED);
    }

    public void awaitState(SaleState state) {
        await("sale " + id + " is " + state).atMost(60, SECONDS).until(() -> state() == state);
    }

    /** Open again, in a later epoch than this. */
    public void awaitOpenAfter(int epoch) {
        await("sale " + id + " is open after epoch " + epoch)
                .atMost(60, SECONDS)
                .until(() -> cached().epoch() > epoch && state() == SaleState.OPEN);
    }

    public SaleSnapshot inRedis() {
        return gateway.bean(LoadedSales.class).look(id).orElseThrow();
    }

    public long stock() {
        return inRedis().stock();
    }

    /** A ticket of one unit. */
    public String buy(String customer) {
        return ((Admission.Admitted) ask(List.of(customer), 1).getFirst()).ticket();
    }

    /** As many customers, each with a ticket of one unit. */
    public List<String> buyMany(int customers) {
        var names = IntStream.range(0, customers)
                .mapToObj(i -> "customer-" + UUID.randomUUID())
                .toList();
        return ask(names, 1).stream()
                .map(answer -> ((Admission.Admitted) answer).ticket())
                .toList();
    }

    public List<Admission> ask(List<String> customers, int quantity) {
        return ((AdmissionBatch.Answered) call(customers, quantity)).answers();
    }

    /** One call of the script. */
    public AdmissionBatch call(List<String> customers, int quantity) {
        int epoch = cached().epoch();
        var requests = customers.stream()
                .map(customer -> new AdmissionRequest(
                        TicketId.next(id, epoch, System.currentTimeMillis()).toString(),
                        customer,
                        UUID.randomUUID().toString(),
                        quantity,
                        ""))
                .toList();
        return gateway.bean(Admissions.class)
                .admit(id, epoch, Instant.now(), requests)
                .toCompletableFuture()
                .join();
    }

    public String decided(String ticket, String column) {
        return query("SELECT " + column + " FROM ticket WHERE id = ?", ticket);
    }

    public long decidedTickets() {
        return Long.parseLong(query("SELECT COUNT(*) FROM ticket WHERE sale_id = ?", Long.toString(id)));
    }

    private static String query(String sql, String parameter) {
        try (var connection = TestServers.get().database("sales").connect();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (var rows = select.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "none";
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The row as an operator would change it. */
    public void phase(String phase) throws SQLException {
        try (var connection = TestServers.get().database("sales").connect();
                var update = connection.prepareStatement("UPDATE sale SET phase = ? WHERE id = ?")) {
            update.setString(1, phase);
            update.setLong(2, id);
            update.executeUpdate();
        }
    }
}
