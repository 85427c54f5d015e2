package io.orderflow.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that something else fills, which now and then fails through no fault of ours: MySQL 8.0.31 stumbles over its own
 * statements (error 1064) in some of its initialisations. Then what it left is deleted and it may try again, twice.
 */
record FreshFolder(Path folder, Path log) {

    private static final int ATTEMPTS = 3;

    interface Filling {
        void run() throws IOException;
    }

    /** @throws IOException of the last attempt, with those before it suppressed */
    void fill(Filling filling) throws IOException {
        IOException failure = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Binaries.delete(folder);
            Files.createDirectories(folder);
            try {
                filling.run();
                return;
            } catch (IOException failed) {
                if (failure != null) {
                    failed.addSuppressed(failure);
                }
                failure = failed;
                note("Attempt %d of %d to fill %s failed%s: %s"
                        .formatted(
                                attempt,
                                ATTEMPTS,
                                folder,
                                attempt < ATTEMPTS ? "; it is emptied and filled again" : "",
                                failed.getMessage()));
            }
        }
        throw failure == null ? new IOException(folder + " was never filled") : failure;
    }

    private void note(String sentence) throws IOException {
        Files.writeString(log, sentence + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
