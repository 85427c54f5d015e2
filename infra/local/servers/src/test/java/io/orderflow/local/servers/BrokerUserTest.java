package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BrokerUserTest {

    @Test
    void what_a_service_consumes_is_published_by_a_service() {
        var published = new TreeSet<String>();
        BrokerUser.services().forEach(user -> published.addAll(user.publishes()));

        assertThat(BrokerUser.services().stream()
                        .flatMap(user -> user.consumes().values().stream())
                        .flatMap(List::stream))
                .isSubsetOf(published);
    }

    @Test
    void the_broker_gets_every_topic_and_group_once() {
        assertThat(Topology.orderflow().topics())
                .doesNotHaveDuplicates()
                .contains("order-events", "message-journal", "load-floor");
        assertThat(Topology.orderflow().consumerGroups())
                .doesNotHaveDuplicates()
                .contains("points-service", "ticket-push", "dashboard-journal");
    }

    @Test
    void only_order_service_says_that_there_is_an_order() {
        assertThat(BrokerUser.services())
                .filteredOn(user -> user.publishes().contains("order-events"))
                .extracting(BrokerUser::name)
                .containsExactly("order_service");
    }

    @Test
    void no_group_has_two_services() {
        assertThat(BrokerUser.services().stream()
                        .flatMap(user -> user.consumes().keySet().stream())
                        .toList())
                .doesNotHaveDuplicates();
    }
}
