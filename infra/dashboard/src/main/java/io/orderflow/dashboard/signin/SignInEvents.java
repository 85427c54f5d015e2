package io.orderflow.dashboard.signin;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import io.orderflow.dashboard.audit.Audit;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records sign-ins, sign-outs and failed attempts. If the database is unavailable, the log has them instead: one must be able
 * to look at a system whose database is unavailable, and nothing can be changed without its own row.
 */
@Singleton
class SignInEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SignInEvents.class);
    /** What was typed in place of a name may be a password. */
    private static final String UNKNOWN = "(unknown name)";

    private final Audit audit;
    private final Accounts accounts;

    SignInEvents(Audit audit, Accounts accounts) {
        this.audit = audit;
        this.accounts = accounts;
    }

    void signedIn(String name, String from) {
        write(name, "sign-in", from, "done");
    }

    void refused(String name, String from) {
        write(name, "sign-in", from, "refused: wrong password");
    }

    /** Once, when it begins: what is refused meanwhile has no rows of its own. */
    void lockedOut(String name, String from) {
        write(name, "sign-in", from, "locked out: too many attempts");
    }

    void signedOut(String name, String from) {
        write(name, "sign-out", from, "done");
    }

    private void write(String name, String action, String from, String result) {
        var actor = accounts.knows(name) ? name : UNKNOWN;
        var address = "address:" + from;
        try {
            audit.record(actor, action, address, "", result);
        } catch (DataAccessException | TransactionException away) {
            LOG.error("Not in the audit, because {}: {} {} {} {}", away, actor, action, address, result);
        }
    }
}
