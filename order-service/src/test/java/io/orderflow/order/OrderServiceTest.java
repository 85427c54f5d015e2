package io.orderflow.order;

import io.micronaut.test.support.TestPropertyProvider;
import io.orderflow.testkit.TestServers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;

/** The service in this process, on the real servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface OrderServiceTest extends TestPropertyProvider {

    @Override
    default Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.get().properties("orders"));
        properties.put("micronaut.server.port", "-1");
        return properties;
    }
}
