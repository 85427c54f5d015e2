package io.orderflow.seckill.redis;

/** The keys of one sale, all in one hash slot. */
record SaleKeys(String sale) {

    static SaleKeys of(long saleId) {
        return new SaleKeys("{sale:" + saleId + "}");
    }

    String held() {
        return sale + ":held";
    }

    String keys() {
        return sale + ":keys";
    }

    String tickets() {
        return sale + ":tickets";
    }

    String expiry() {
        return sale + ":expiry";
    }

    String queue() {
        return sale + ":queue";
    }

    String returned() {
        return sale + ":returned";
    }

    String tokens() {
        return sale + ":tokens";
    }
}
