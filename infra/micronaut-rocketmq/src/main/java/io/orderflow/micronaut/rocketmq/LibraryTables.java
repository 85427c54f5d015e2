package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanProvider;
import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.publish.Fence;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tables that this library writes are there, for as far as the application needs them: without {@code tx_fence} every
 * transactional publication is rolled back, without {@code delivery_failure} dead letters have no reason.
 *
 * <p>The database is asked until a table was found, and again after it refused a write. An unavailable database is no evidence
 * about its tables.
 */
@Singleton
final class LibraryTables {

    private static final String FENCE = "tx_fence";
    private static final String FAILURES = "delivery_failure";

    private final BeanProvider<Fence> fence;
    private final WatchedFailureJournal failures;
    private final Clients clients;
    private final Listeners listeners;
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    LibraryTables(BeanProvider<Fence> fence, WatchedFailureJournal failures, Clients clients, Listeners listeners) {
        this.fence = fence;
        this.failures = failures;
        this.clients = clients;
        this.listeners = listeners;
    }

    /** What is wrong with each that can't be used, and what to do. */
    Map<String, String> troubles() {
        Map<String, String> troubles = new LinkedHashMap<>();
        if (!clients.transactionalTopics().isEmpty()) {
            put(
                    troubles,
                    FENCE,
                    trouble(
                            FENCE,
                            "classpath:db/messaging/publish",
                            () -> fence.get().verify()));
        }
        if (listeners.groups().stream().anyMatch(group -> !group.broadcast())) {
            put(troubles, FAILURES, failuresTrouble());
        }
        return troubles;
    }

    /** A fence could not be written: its table may have been dropped. */
    void fenceRefused() {
        found.remove(FENCE);
    }

    private @Nullable String failuresTrouble() {
        var refused = failures.refused();
        if (refused != null) {
            found.remove(FAILURES);
        }
        var missing = trouble(FAILURES, "classpath:db/messaging/consume", failures::verify);
        return missing == null && refused != null ? "refuses what is written: " + text(refused) : missing;
    }

    private static void put(Map<String, String> troubles, String table, @Nullable String trouble) {
        if (trouble != null) {
            troubles.put(table, trouble);
        }
    }

    private @Nullable String trouble(String table, String scripts, Question question) {
        if (found.contains(table)) {
            return null;
        }
        try {
            question.ask();
            found.add(table);
            return null;
        } catch (Exception failed) {
            return DatabaseFailures.isRefused(failed)
                    ? "can't be used; run the scripts of %s: %s".formatted(scripts, text(failed))
                    : null;
        }
    }

    /** The database's own words. */
    private static String text(Exception failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
            }
        }
        return failed.toString();
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws Exception;
    }
}
