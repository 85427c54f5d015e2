package io.orderflow.dashboard.promise;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.DeadLetterTopics;
import io.orderflow.invariants.broker.HalfMessages;
import io.orderflow.invariants.quiescence.Report;
import io.orderflow.invariants.quiescence.Survey;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Asks everything that can be asked: broker, gateway, and one snapshot of all schemas. Costs what reading all orders costs. */
@Singleton
class PromiseSurvey {

    /** Fences are swept later than that. */
    private static final Duration FENCES_KEPT = Duration.ofHours(48);

    private final DataSource auditor;
    private final Survey survey;
    private final List<Check> live;
    private final Clock clock;

    PromiseSurvey(
            @Named("auditor") DataSource auditor,
            Survey survey,
            BrokerView broker,
            DeadLetterTopics deadLetterTopics,
            GatewaySales gateway,
            Clock clock) {
        this.auditor = DelegatingDataSource.unwrapDataSource(auditor);
        this.survey = survey;
        this.live = List.of(
                new HalfMessages(broker, 1), deadLetterTopics, new GatewayStock(gateway), new QueueBound(gateway));
        this.clock = clock;
    }

    Report report() throws SQLException {
        try (var connection = auditor.getConnection()) {
            List<Check> stored =
                    new ArrayList<>(StoredInvariants.ofOrders(clock.instant().minus(FENCES_KEPT), DeadLetters.STORED));
            stored.addAll(StoredInvariants.ofEverySale());
            stored.addAll(StoredInvariants.ofOperators());
            return survey.report(connection, live, stored);
        }
    }
}
