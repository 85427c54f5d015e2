package io.orderflow.local.servers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which service publishes and consumes what at the broker, and so also which topics and consumer groups there are: a new one
 * is added here and nowhere else. Nothing but this is allowed to a service: it creates no topic, resets no offset, and
 * joins no group but its own.
 *
 * @param publishes topics
 * @param consumes topics by consumer group; the group's retry and dead-letter topics belong to it
 */
public record BrokerUser(String name, List<String> publishes, Map<String, List<String>> consumes) {

    /** Makes topics and groups when the servers start; tests are this one, too. */
    public static final String ADMINISTRATOR = "root";

    /** Shows everything, pauses and resets groups, sends dead letters to their group again. */
    private static final String DASHBOARD = "dashboard";

    /** Asks for the state of every group and topic; its comparison sends to a topic of its own. */
    private static final String LOAD_TEST = "load_test";

    /** The broker itself, when it registers with the name server. */
    private static final String BROKER = "broker";

    private static final String JOURNAL = "message-journal";
    private static final String ORDERS = "order-events";
    private static final String GROUPS = "order-groups";
    private static final String REQUESTS = "purchase-requests";
    private static final String OUTCOMES = "purchase-outcomes";
    private static final String DEADLINES = "payment-deadlines";
    private static final String SALES = "sale-events";
    private static final String SIGNALS = "sale-signals";

    private static final List<String> TOPICS_OF_ADMINISTRATORS = List.of("load-floor");
    private static final List<String> GROUPS_OF_ADMINISTRATORS = List.of("dashboard-journal", "dashboard-dead-letters");

    /** One per service, under the name of its database user. */
    public static List<BrokerUser> services() {
        return List.of(
                new BrokerUser(
                        "order_service",
                        List.of(ORDERS, GROUPS, OUTCOMES, DEADLINES, SALES, JOURNAL),
                        Map.of(
                                "order-delivery-audit", List.of(ORDERS),
                                "order-fan-out", List.of(GROUPS),
                                "purchase-placement", List.of(REQUESTS),
                                "purchase-fan-out", List.of(OUTCOMES),
                                "payment-expiry", List.of(DEADLINES),
                                "sale-allocation", List.of(SALES))),
                consumer("points_service", "points-service"),
                consumer("coupon_service", "coupon-service"),
                consumer("notify_service", "notify-service"),
                new BrokerUser(
                        "seckill_gateway",
                        List.of(REQUESTS, SALES, SIGNALS, JOURNAL),
                        Map.of(
                                "ticket-settlement", List.of(OUTCOMES),
                                "ticket-push", List.of(OUTCOMES),
                                "sale-warming", List.of(SALES),
                                "sale-signals", List.of(SIGNALS))));
    }

    private static BrokerUser consumer(String name, String group) {
        return new BrokerUser(name, List.of(JOURNAL), Map.of(group, List.of(ORDERS)));
    }

    /** May do everything at the broker. */
    static List<String> administrators() {
        return List.of(ADMINISTRATOR, DASHBOARD, LOAD_TEST, BROKER);
    }

    /** Those of services and administrators. */
    static List<String> topics() {
        var consumed = services().stream()
                .flatMap(user -> user.consumes.values().stream().flatMap(List::stream));
        var published = services().stream().flatMap(user -> user.publishes.stream());
        return distinct(Stream.of(published, consumed, TOPICS_OF_ADMINISTRATORS.stream())
                .flatMap(each -> each));
    }

    /** Those of services and administrators. */
    static List<String> groups() {
        var ofServices = services().stream()
                .flatMap(user -> user.consumes.keySet().stream().sorted());
        return distinct(Stream.concat(ofServices, GROUPS_OF_ADMINISTRATORS.stream()));
    }

    private static List<String> distinct(Stream<String> names) {
        return List.copyOf(new LinkedHashSet<>(names.toList()));
    }

    /** What the broker reads at its start, one fact a line, words separated by a space: {@code BrokerUsers} there. */
    static List<String> file(Passwords passwords) {
        var lines = new ArrayList<String>();
        administrators().forEach(name -> lines.add("administrator %s %s".formatted(name, passwords.of(name))));
        for (var user : services()) {
            lines.add("service %s %s".formatted(user.name, passwords.of(user.name)));
            user.publishes.forEach(topic -> lines.add("publishes %s %s".formatted(user.name, topic)));
            user.consumes.forEach((group, topics) ->
                    topics.forEach(topic -> lines.add("consumes %s %s %s".formatted(user.name, group, topic))));
        }
        return lines;
    }
}
