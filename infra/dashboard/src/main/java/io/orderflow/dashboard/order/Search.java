package io.orderflow.dashboard.order;

import io.orderflow.dashboard.journal.MessageJournal;
import io.orderflow.dashboard.page.ParallelQueries;
import io.orderflow.dashboard.page.ParallelQueries.Asked;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.signin.ServiceTokens;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds orders, tickets and other messages by any id or key that an operator has. */
@Singleton
class Search {

    private static final int MOST_OF_A_CUSTOMER = 100;

    private final MessageJournal journal;
    private final DatabaseEvidence evidence;
    private final OrderDeadLetters letters;
    private final OrderClient orders;
    private final ServiceTokens tokens;

    Search(
            MessageJournal journal,
            DatabaseEvidence evidence,
            OrderDeadLetters letters,
            OrderClient orders,
            ServiceTokens tokens) {
        this.journal = journal;
        this.evidence = evidence;
        this.letters = letters;
        this.orders = orders;
        this.tokens = tokens;
    }

    /**
     * @param sources by key, the sources that know it
     * @param asked all sources, those that fail included
     */
    record Found(Map<String, Set<String>> sources, List<String> asked, List<ParallelQueries.Failing> failing) {

        Optional<String> onlyOne() {
            return sources.size() == 1 ? sources.keySet().stream().findFirst() : Optional.empty();
        }
    }

    /** @param text an order id, ticket, customer, message key, message id, transaction id or trace id */
    Found find(String text) {
        try (var queries = new ParallelQueries()) {
            List<Asked<List<String>>> all = new ArrayList<>();
            all.add(queries.ask("journal", () -> Source.of("journal", () -> journal.find(text))));
            all.add(queries.ask(Service.ORDERS.title(), () -> order(text)));
            all.add(queries.ask(Service.ORDERS.title(), () -> ofCustomer(text)));
            all.add(queries.ask("dead-letters", () -> Source.of("dead letters", () -> letters.find(text))));
            for (var service : Service.values()) {
                var table = service.schema() + ".delivery_failure";
                all.add(queries.ask(table, () -> evidence.keysOf(service, text)));
                all.add(queries.ask(
                        table,
                        () -> evidence.failures(service, List.of(text))
                                .map(failures -> failures.stream()
                                        .map(FailedAttempt::key)
                                        .toList())));
            }
            Map<String, Set<String>> sources = new LinkedHashMap<>();
            Set<String> asked = new LinkedHashSet<>();
            for (var question : all) {
                asked.add(question.who());
                for (var key : queries.answer(question, List.of())) {
                    sources.computeIfAbsent(key, unknown -> new LinkedHashSet<>())
                            .add(question.who());
                }
            }
            return new Found(sources, List.copyOf(asked), queries.failing());
        }
    }

    private Source<List<String>> order(String id) {
        return Source.of(
                Service.ORDERS.title(),
                () -> orders
                        .order(tokens.looking(), id)
                        .map(order -> order.order().id())
                        .stream()
                        .toList());
    }

    private Source<List<String>> ofCustomer(String customer) {
        return Source.of(
                Service.ORDERS.title(),
                () -> orders.orders(tokens.looking(), customer, MOST_OF_A_CUSTOMER).items().stream()
                        .map(order -> order.order().id())
                        .toList());
    }
}
