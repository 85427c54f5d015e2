package io.orderflow.dashboard.order;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where an order's path is shown. A key may be anything that a sender made up. */
final class OrderLink {

    private OrderLink() {}

    static String to(String key) {
        return "/orders/" + encoded(key);
    }

    static String toSearch(String text) {
        return "/orders?q=" + encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
