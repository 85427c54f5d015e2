package io.orderflow.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarming;
import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.event.UnitsReturned;
import io.orderflow.event.UnitsReturned.Units;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/** The gateway's side of flash sales, as order-service sees it: sends requests, and keeps every answer. */
public final class FlashSale implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHUNK = 64;

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Map<String, List<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<String, List<Units>> returns = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<PurchasesDecided> groups = new CopyOnWriteArrayList<>();
    private final List<StockDeclared> declared = new CopyOnWriteArrayList<>();
    private final List<SaleWarmingRefused> refused = new CopyOnWriteArrayList<>();
    private final DefaultMQProducer producer = new DefaultMQProducer(
            "flash-sale-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());
    private final DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(
            "flash-sale-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());

    public FlashSale(String nameServer) throws MQClientException {
        producer.setNamesrvAddr(nameServer);
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.start();
        consumer.setNamesrvAddr(nameServer);
        // A heartbeat is left out when another is under way, and until the next the broker may refuse every pull.
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(PurchaseEvents.OUTCOMES, "*");
        consumer.subscribe(SaleEvents.TOPIC, "*");
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            // The broker may hand out one message twice; each that was sent is kept once.
            messages.stream().filter(message -> seen.add(message.getMsgId())).forEach(this::keep);
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        consumer.start();
    }

    private void keep(MessageExt message) {
        switch (message.getTags()) {
            case PurchaseEvents.DECIDED -> {
                var decided = read(message, PurchasesDecided.class);
                groups.add(decided);
                decided.outcomes()
                        .forEach(outcome -> outcomes.computeIfAbsent(
                                        outcome.ticket(), ticket -> new CopyOnWriteArrayList<>())
                                .add(outcome));
            }
            case PurchaseEvents.RETURNED ->
                read(message, UnitsReturned.class)
                        .units()
                        .forEach(
                                units -> returns.computeIfAbsent(units.ticket(), ticket -> new CopyOnWriteArrayList<>())
                                        .add(units));
            case SaleEvents.STOCK_DECLARED -> declared.add(read(message, StockDeclared.class));
            case SaleEvents.WARMING_REFUSED -> refused.add(read(message, SaleWarmingRefused.class));
            default -> {}
        }
    }

    public static long newId() {
        return RANDOM.nextInt(1, 1 << 30);
    }

    /** Green tea for 5.00, no payment awaited. */
    public static SaleWarming tea(long saleId, int epoch, long units, int limit) {
        return tea(saleId, epoch, units, limit, Duration.ZERO);
    }

    public static SaleWarming tea(long saleId, int epoch, long units, int limit, Duration paymentWindow) {
        return new SaleWarming(saleId, epoch, "tea-green", 500, units, limit, paymentWindow.toSeconds());
    }

    /** A request that is good for ten minutes. */
    public static PurchaseRequested request(long saleId, int epoch, String customer, int quantity) {
        Instant now = SettableClock.now().truncatedTo(ChronoUnit.MILLIS);
        return new PurchaseRequested(
                UuidCreator.getTimeOrderedEpoch().toString(),
                saleId,
                epoch,
                customer,
                quantity,
                now,
                now.plus(Duration.ofMinutes(10)));
    }

    /** One unit each for so many customers. */
    public static List<PurchaseRequested> requests(long saleId, int epoch, int customers) {
        String some = UUID.randomUUID().toString().substring(0, 8);
        return IntStream.range(0, customers)
                .mapToObj(i -> request(saleId, epoch, "customer-%s-%d".formatted(some, i), 1))
                .toList();
    }

    public void warm(SaleWarming warming) throws Exception {
        send(SaleEvents.TOPIC, SaleEvents.WARMING, Long.toString(warming.saleId()), warming);
    }

    public void purchase(List<PurchaseRequested> requests) throws Exception {
        for (int from = 0; from < requests.size(); from += CHUNK) {
            var messages = new java.util.ArrayList<Message>();
            for (var request : requests.subList(from, Math.min(from + CHUNK, requests.size()))) {
                messages.add(message(
                        PurchaseEvents.REQUESTS,
                        PurchaseEvents.REQUESTED,
                        request.ticket(),
                        json.writeValueAsBytes(request)));
            }
            producer.send(messages);
        }
    }

    /**
     * In one message, as the gateway sends what it has admitted together. All of one sale and epoch.
     *
     * @return its key
     */
    public String purchaseTogether(List<PurchaseRequested> requests) throws Exception {
        var first = requests.getFirst();
        var together = new PurchasesRequested(
                first.saleId(),
                first.epoch(),
                first.requestedAt(),
                first.expiresAt(),
                requests.stream()
                        .map(each -> new PurchasesRequested.Purchase(each.ticket(), each.customerId(), each.quantity()))
                        .toList());
        String key = "sale-" + first.saleId() + "-" + first.epoch() + "-" + UUID.randomUUID();
        send(PurchaseEvents.REQUESTS, PurchaseEvents.REQUESTED_TOGETHER, key, together);
        return key;
    }

    public void purchaseWith(String key, String body) throws Exception {
        producer.send(message(PurchaseEvents.REQUESTS, PurchaseEvents.REQUESTED, key, body.getBytes(UTF_8)));
    }

    private void send(String topic, String tag, String key, Object body) throws Exception {
        producer.send(message(topic, tag, key, json.writeValueAsBytes(body)));
    }

    private static Message message(String topic, String tag, String key, byte[] body) {
        return new Message(topic, tag, key, body);
    }

    /** As often as they were published. */
    public List<Outcome> outcomesOf(PurchaseRequested request) {
        return outcomes.getOrDefault(request.ticket(), List.of());
    }

    public List<Units> returnsOf(PurchaseRequested request) {
        return returns.getOrDefault(request.ticket(), List.of());
    }

    /** Messages with outcomes of this sale. */
    public List<PurchasesDecided> groupsOf(long saleId) {
        return groups.stream()
                .filter(group -> group.outcomes().stream().anyMatch(outcome -> outcome.saleId() == saleId))
                .toList();
    }

    public List<StockDeclared> declaredFor(long saleId) {
        return declared.stream().filter(event -> event.saleId() == saleId).toList();
    }

    public List<SaleWarmingRefused> refusedFor(long saleId) {
        return refused.stream().filter(event -> event.saleId() == saleId).toList();
    }

    private <T> T read(MessageExt message, Class<T> type) {
        try {
            return json.readValue(message.getBody(), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        producer.shutdown();
        consumer.shutdown();
    }
}
