package io.orderflow.dashboard.journal;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.journal.entry.JournalBatch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes batches. A redelivered batch changes nothing, whole batches being committed or not at all. */
@Singleton
class JournalRows {

    private final JdbcOperations database;

    JournalRows(JdbcOperations database) {
        this.database = database;
    }

    /** In one transaction. */
    @Transactional
    public void add(List<JournalBatch> batches) {
        var news = unknown(batches);
        if (news.isEmpty()) {
            return;
        }
        // First: two consumers of the same batch meet here, and the second one's delivery is retried.
        Inserts.batches(database, news);
        Inserts.entries(database, news);
        Inserts.members(database, news);
        Inserts.gaps(database, Gap.in(news));
    }

    /** As it is stored. */
    private record Id(String service, String instance, long number) {

        static Id of(JournalBatch batch) {
            return new Id(
                    Columns.cut(batch.service(), Columns.NAME),
                    Columns.cut(batch.instance(), Columns.NAME),
                    batch.number());
        }
    }

    private Collection<JournalBatch> unknown(List<JournalBatch> batches) {
        Map<Id, JournalBatch> byId = new LinkedHashMap<>();
        batches.forEach(batch -> byId.putIfAbsent(Id.of(batch), batch));
        byId.keySet().removeAll(known(byId.keySet()));
        return byId.values();
    }

    private Set<Id> known(Set<Id> ids) {
        var places = String.join(", ", Collections.nCopies(ids.size(), "(?, ?, ?)"));
        return database.prepareStatement(
                "SELECT service, instance, number FROM journal_batch WHERE (service, instance, number) IN (" + places
                        + ")",
                query -> {
                    int next = 1;
                    for (var id : ids) {
                        query.setString(next++, id.service());
                        query.setString(next++, id.instance());
                        query.setLong(next++, id.number());
                    }
                    try (ResultSet rows = query.executeQuery()) {
                        Set<Id> known = new HashSet<>();
                        while (rows.next()) {
                            known.add(new Id(rows.getString(1), rows.getString(2), rows.getLong(3)));
                        }
                        return known;
                    }
                });
    }
}
