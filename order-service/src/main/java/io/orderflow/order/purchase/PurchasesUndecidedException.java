package io.orderflow.order.purchase;

/** Broker or database failed, or did not answer: the tickets stay with the broker, which delivers them again. */
final class PurchasesUndecidedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PurchasesUndecidedException(int purchases, Exception cause) {
        super("%d purchases are not decided: %s".formatted(purchases, cause.getMessage()), cause);
    }
}
