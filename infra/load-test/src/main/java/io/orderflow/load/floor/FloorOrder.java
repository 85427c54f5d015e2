package io.orderflow.load.floor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** An order of two lines, as large as those that the load sends over HTTP. */
record FloorOrder(String id, String txId, String customer, Instant placedAt) {

    static final String SKU_1 = "tea-green";
    static final long PRICE_1 = 1100;
    static final String SKU_2 = "mug-blue";
    static final long PRICE_2 = 2500;
    static final long TOTAL = PRICE_1 + PRICE_2;

    static FloorOrder next(int customers) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        int customer = ThreadLocalRandom.current().nextInt(customers);
        return new FloorOrder(timeOrderedId(now), timeOrderedId(now), "load-floor-c" + customer, now);
    }

    /** What order-service would publish. */
    byte[] event() {
        return """
                {"orderId":"%s","customerId":"%s","total":%d,"currency":"EUR","placedAt":"%s",\
                "lines":[{"sku":"%s","quantity":1,"unitPrice":%d},{"sku":"%s","quantity":1,"unitPrice":%d}]}""".formatted(id, customer, TOTAL, placedAt, SKU_1, PRICE_1, SKU_2, PRICE_2)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Version 7, as order-service's: random ids would make every index insert land on another page. */
    private static String timeOrderedId(Instant now) {
        var random = ThreadLocalRandom.current();
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
