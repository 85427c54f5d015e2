package io.orderflow.order.sale;

/** The sale is no longer as it was read: another epoch, or less is left. Read it again. */
public final class SaleMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SaleMovedException(long saleId, int epoch, long units) {
        super("Sale %d is in another epoch than %d, or has not %d units left".formatted(saleId, epoch, units));
    }
}
