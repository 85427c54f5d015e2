package io.orderflow.dashboard.promise;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.page.ParallelQueries;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.signin.ServiceTokens;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far the walk-through's own orders have come, and what waits before each consumer. Asked once a second, by however many. */
@Singleton
class WalkThrough {

    private static final String UNKNOWN = "?";
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String COUNT = """
            SELECT /*+ MAX_EXECUTION_TIME(2000) */
              (SELECT COUNT(*) FROM orders.orders WHERE customer_id = ?),
              (SELECT COUNT(*) FROM points.points_entry WHERE customer_id = ?),
              (SELECT COUNT(*) FROM coupons.coupon WHERE customer_id = ?),
              (SELECT COUNT(*) FROM notifications.notification WHERE customer_id = ?)
            """;

    private final DataSource auditor;
    private final ConsumerGroups groups;
    private final PointsFaults faults;
    private final ServiceTokens tokens;
    private final Clock clock;
    private @Nullable Progress last;

    WalkThrough(
            @Named("auditor") DataSource auditor,
            ConsumerGroups groups,
            PointsFaults faults,
            ServiceTokens tokens,
            Clock clock) {
        this.auditor = DelegatingDataSource.unwrapDataSource(auditor);
        this.groups = groups;
        this.faults = faults;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** How many of the walk-through's orders there are, and how many of them have each effect. */
    record Applied(long orders, long points, long coupons, long notifications) {}

    /** Messages before each consumer. */
    record Waiting(long points, long coupons, long notifications) {}

    /** @param pointsMode of points-service's failure switch: {@code off}, {@code slow} or {@code fail} */
    record Progress(Instant at, Source<Applied> applied, Source<Waiting> waiting, Source<String> pointsMode) {

        List<Row> rows() {
            return List.of(
                    new Row("orders", applied(Applied::orders), ""),
                    new Row("points", applied(Applied::points), waiting(Waiting::points)),
                    new Row("coupons", applied(Applied::coupons), waiting(Waiting::coupons)),
                    new Row("notifications", applied(Applied::notifications), waiting(Waiting::notifications)));
        }

        private String applied(Function<Applied, Long> of) {
            return applied.map(each -> of.apply(each).toString()).orElse(UNKNOWN);
        }

        private String waiting(Function<Waiting, Long> before) {
            return waiting.map(each -> before.apply(each).toString()).orElse(UNKNOWN);
        }
    }

    /** One line of the table; an unknown count is not a number. */
    record Row(String who, String applied, String waiting) {}

    synchronized Progress progress() {
        var now = clock.instant();
        var known = last;
        if (known == null || known.at().isBefore(now.minus(FRESH))) {
            known = look(now);
            last = known;
        }
        return known;
    }

    private Progress look(Instant now) {
        try (var queries = new ParallelQueries()) {
            var applied = queries.ask("MySQL", () -> Source.of("The database", this::applied));
            var waiting = queries.ask("RocketMQ", () -> groups.all().map(WalkThrough::waiting));
            var mode = queries.ask(
                    "points-service",
                    () -> Source.of(
                            "points-service", () -> faults.get(tokens.looking()).mode()));
            return new Progress(now, applied.source(), waiting.source(), mode.source());
        }
    }

    private Applied applied() throws SQLException {
        try (var connection = auditor.getConnection();
                var select = connection.prepareStatement(COUNT)) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                select.setString(parameter, DemoOrders.CUSTOMER);
            }
            try (var row = select.executeQuery()) {
                row.next();
                return new Applied(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        }
    }

    private static Waiting waiting(List<ConsumerGroup> groups) {
        return new Waiting(
                waiting(groups, "points-service"),
                waiting(groups, "coupon-service"),
                waiting(groups, "notify-service"));
    }

    private static long waiting(List<ConsumerGroup> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .mapToLong(ConsumerGroup::lag)
                .sum();
    }
}
