package io.orderflow.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The broker confirmed a half message and lost it: there will be no check-back. */
@MicronautTest(environments = "local", transactional = false)
class SweepIT implements OrderServiceTest {

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(OrderServiceTest.super.getProperties());
        properties.put("forgetful-broker", "true");
        properties.put("placement.resend-unseen-after", "1s");
        properties.put("sweep.every", "500ms");
        properties.put("sweep.pause", "5s");
        return properties;
    }

    @Test
    void committed_order_whose_half_message_is_gone_is_sent_again_until_it_is_seen() throws Exception {
        var database = new Database(TestServers.get().database("orders"));
        var ada = new Api(server.getURL().toString(), TestTokens.customer("ada"));
        try (var witness = new Witness(TestServers.get().nameServer())) {
            var placed = ada.place(UUID.randomUUID().toString(), Api.TEA);
            assertThat(placed.status()).as(placed.body()).isEqualTo(201);
            String id = placed.text("id");
            await().atMost(30, SECONDS).until(() -> witness.hasSeen(id) && database.isSeen(id));
        }
    }

    @Singleton
    @Requires(property = "forgetful-broker", value = "true")
    static class ForgetfulBroker implements BeanCreatedEventListener<HalfMessages> {

        @Override
        public HalfMessages onCreated(BeanCreatedEvent<HalfMessages> event) {
            return (message, txId, local) -> local.get();
        }
    }
}
