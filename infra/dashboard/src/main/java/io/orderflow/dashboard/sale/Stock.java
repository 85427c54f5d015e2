package io.orderflow.dashboard.sale;

/**
 * What order-service's database holds about a sale.
 *
 * @param reserved ordered, payment awaited
 * @param sold ordered, no payment awaited any more
 * @param ordered units of all orders whose units did not come back, counted one by one
 */
record Stock(long units, long available, long reserved, long sold, long ordered) {

    /** More was promised than there is, by either count. */
    boolean oversold() {
        return reserved + sold > units || ordered > units || available < 0;
    }

    /** What is available, reserved and sold is all there is, and the orders say the same. */
    boolean addsUp() {
        return available + reserved + sold == units && ordered == reserved + sold;
    }
}
