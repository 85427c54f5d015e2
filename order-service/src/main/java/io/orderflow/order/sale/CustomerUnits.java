package io.orderflow.order.sale;

/** A row of {@code sale_customer}: how many units of a sale a customer has, or gets, or gives back. */
record CustomerUnits(long saleId, String customerId, int units, int unitLimit) {

    CustomerUnits plus(CustomerUnits more) {
        return new CustomerUnits(saleId, customerId, Math.addExact(units, more.units), unitLimit);
    }
}
