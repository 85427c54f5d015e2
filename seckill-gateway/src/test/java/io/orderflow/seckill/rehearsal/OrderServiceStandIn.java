package io.orderflow.seckill.rehearsal;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarming;
import io.orderflow.event.StockDeclared;
import io.orderflow.event.UnitsReturned;
import io.orderflow.event.UnitsReturned.Units;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;

/**
 * Plays order-service: declares stock, decides requests from it, takes unpaid orders back, shows orders to their customers.
 * Answers only for the sales that are given to {@link #knows}.
 */
public final class OrderServiceStandIn implements AutoCloseable {

    private static final class Stock {
        private int epoch;
        private long units;
        private long available;
        private long atEpoch;
    }

    private final Map<Long, Stock> sales = new HashMap<>();
    private final Map<String, Outcome> decisions = new HashMap<>();
    private final List<String> returned = new ArrayList<>();
    private final List<PurchaseRequested> requests = new ArrayList<>();
    private final List<PurchaseRequested> undecided = new ArrayList<>();
    private boolean deciding = true;
    private boolean declaring = true;

    private final DefaultMQProducer producer = new DefaultMQProducer(
            "stand-in-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());
    private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();
    private final String nameServer;
    private final HttpServer http;

    public OrderServiceStandIn(String nameServer) throws Exception {
        this.nameServer = nameServer;
        producer.setNamesrvAddr(nameServer);
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.start();
        consume(SaleEvents.TOPIC, SaleEvents.WARMING, this::warming);
        consume(PurchaseEvents.REQUESTS, PurchaseEvents.REQUESTED, this::requested);
        consume(PurchaseEvents.REQUESTS, PurchaseEvents.REQUESTED_TOGETHER, this::requestedTogether);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/orders/", this::order);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Answers for this sale from now on, beginning with {@code units} available. */
    public synchronized void knows(long saleId, long units) {
        var stock = new Stock();
        stock.units = units;
        stock.available = units;
        sales.put(saleId, stock);
    }

    /** Requests are kept, and none is answered. */
    public synchronized void holdDecisions() {
        deciding = false;
    }

    public void goOnDeciding() throws Exception {
        List<PurchaseRequested> held;
        synchronized (this) {
            deciding = true;
            held = List.copyOf(undecided);
            undecided.clear();
        }
        for (var request : held) {
            tell(decide(request));
        }
    }

    public synchronized void holdDeclarations() {
        declaring = false;
    }

    public synchronized void goOnDeclaring() {
        declaring = true;
    }

    public synchronized long available(long saleId) {
        return stock(saleId).available;
    }

    /** What was ordered and has not come back. */
    public synchronized long sold(long saleId) {
        return decisions.values().stream()
                .filter(outcome -> outcome.saleId() == saleId
                        && outcome.decision() == Decision.ORDERED
                        && !returned.contains(outcome.ticket()))
                .mapToLong(Outcome::quantity)
                .sum();
    }

    /** How often this ticket was asked for. */
    public synchronized long requestsFor(String ticket) {
        return requests.stream()
                .filter(request -> request.ticket().equals(ticket))
                .count();
    }

    public synchronized List<PurchaseRequested> requests(String ticket) {
        return requests.stream()
                .filter(request -> request.ticket().equals(ticket))
                .toList();
    }

    public synchronized @Nullable Outcome decision(String ticket) {
        return decisions.get(ticket);
    }

    /** Not paid for in time. */
    public void expireUnpaid(String ticket) throws Exception {
        Units units;
        synchronized (this) {
            var outcome = decisions.get(ticket);
            if (outcome == null || outcome.decision() != Decision.ORDERED || returned.contains(ticket)) {
                throw new IllegalStateException("No order to expire: " + ticket);
            }
            returned.add(ticket);
            var stock = stock(outcome.saleId());
            stock.available += outcome.quantity();
            units = new Units(
                    ticket, outcome.saleId(), stock.epoch, outcome.customerId(), outcome.quantity(), Instant.now());
        }
        send(PurchaseEvents.OUTCOMES, PurchaseEvents.RETURNED, ticket, new UnitsReturned(List.of(units)));
    }

    /** Publishes it once more, as after a redelivery. */
    public void tellAgain(String ticket) throws Exception {
        Outcome outcome;
        synchronized (this) {
            outcome = decisions.get(ticket);
        }
        if (outcome != null) {
            tell(outcome);
        }
    }

    private void warming(MessageExt message) throws Exception {
        var event = read(message, SaleWarming.class);
        StockDeclared answer;
        synchronized (this) {
            var stock = sales.get(event.saleId());
            if (!declaring || stock == null || event.epoch() < stock.epoch) {
                return;
            }
            if (event.epoch() > stock.epoch) {
                stock.epoch = event.epoch();
                stock.atEpoch = stock.available;
            }
            answer = new StockDeclared(event.saleId(), stock.epoch, stock.atEpoch);
        }
        send(SaleEvents.TOPIC, SaleEvents.STOCK_DECLARED, Long.toString(event.saleId()), answer);
    }

    private void requested(MessageExt message) throws Exception {
        requested(read(message, PurchaseRequested.class));
    }

    private void requestedTogether(MessageExt message) throws Exception {
        var together = read(message, PurchasesRequested.class);
        for (var each : together.purchases()) {
            requested(new PurchaseRequested(
                    each.ticket(),
                    together.saleId(),
                    together.epoch(),
                    each.customerId(),
                    each.quantity(),
                    together.requestedAt(),
                    together.expiresAt()));
        }
    }

    private void requested(PurchaseRequested request) throws Exception {
        synchronized (this) {
            requests.add(request);
            if (!deciding || !sales.containsKey(request.saleId())) {
                undecided.add(request);
                return;
            }
        }
        tell(decide(request));
    }

    private synchronized Outcome decide(PurchaseRequested request) {
        return decisions.computeIfAbsent(request.ticket(), ticket -> {
            var stock = stock(request.saleId());
            if (request.epoch() < stock.epoch) {
                return outcome(request, Decision.REFUSED, "epoch-ended");
            }
            if (Instant.now().isAfter(request.expiresAt())) {
                return outcome(request, Decision.EXPIRED, "reservation-expired");
            }
            if (stock.available < request.quantity()) {
                return outcome(request, Decision.REFUSED, "sold-out");
            }
            stock.available -= request.quantity();
            return outcome(request, Decision.ORDERED, null);
        });
    }

    private static Outcome outcome(PurchaseRequested request, Decision decision, @Nullable String reason) {
        return new Outcome(
                request.ticket(),
                request.saleId(),
                request.epoch(),
                request.customerId(),
                request.quantity(),
                decision,
                reason,
                Instant.now(),
                null,
                null);
    }

    private Stock stock(long saleId) {
        return sales.getOrDefault(saleId, new Stock());
    }

    private void tell(Outcome outcome) throws Exception {
        send(PurchaseEvents.OUTCOMES, PurchaseEvents.DECIDED, outcome.ticket(), new PurchasesDecided(List.of(outcome)));
    }

    /** As if it came from order-service. */
    public void send(String topic, String tag, String key, Object event) throws Exception {
        producer.send(new Message(topic, tag, key, ObjectMapper.getDefault().writeValueAsBytes(event)));
    }

    private static <T> T read(MessageExt message, Class<T> type) throws IOException {
        return ObjectMapper.getDefault().readValue(message.getBody(), type);
    }

    @FunctionalInterface
    private interface Handling {
        void handle(MessageExt message) throws Exception;
    }

    private void consume(String topic, String tag, Handling handling) throws Exception {
        var consumer = new DefaultMQPushConsumer(
                "stand-in-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());
        consumer.setNamesrvAddr(nameServer);
        // A heartbeat is left out when another is under way, and until the next the broker may refuse every pull.
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setConsumeMessageBatchMaxSize(32);
        consumer.subscribe(topic, tag);
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            try {
                for (var message : messages) {
                    handling.handle(message);
                }
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            } catch (Exception again) {
                return ConsumeConcurrentlyStatus.RECONSUME_LATER;
            }
        });
        consumer.start();
        consumers.add(consumer);
    }

    private void order(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/orders/".length());
        int status;
        String body;
        synchronized (this) {
            var outcome = decisions.get(id);
            boolean own = outcome != null
                    && outcome.decision() == Decision.ORDERED
                    && outcome.customerId().equals(customer(exchange));
            status = own ? 200 : 404;
            body = own
                    ? "{\"id\":\"%s\",\"status\":\"%s\",\"total\":1}"
                            .formatted(id, returned.contains(id) ? "EXPIRED" : "PLACED")
                    : "{\"type\":\"/problems/not-found\"}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String customer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        try {
            return SignedJWT.parse(header.substring("Bearer ".length()))
                    .getJWTClaimsSet()
                    .getSubject();
        } catch (ParseException forged) {
            return "";
        }
    }

    @Override
    public void close() {
        http.stop(0);
        consumers.forEach(DefaultMQPushConsumer::shutdown);
        producer.shutdown();
    }
}
