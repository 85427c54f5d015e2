package io.orderflow.messaging.publish;

/** The check-back gave this transaction up before its fence was written. Nothing of it was committed. */
public final class TransactionAbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransactionAbandonedException(String txId) {
        super("Transaction " + txId + " took too long to start and was abandoned by the check-back");
    }
}
