package io.orderflow.seckill.rehearsal;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.testkit.TestServers;
import java.util.HashMap;
import java.util.Map;

/** One instance of the gateway in this JVM, on the test servers. */
public final class RunningGateway implements AutoCloseable {

    private final EmbeddedServer server;

    private RunningGateway(EmbeddedServer server) {
        this.server = server;
    }

    /** @param settings for example a shorter pause */
    public static RunningGateway start(OrderServiceStandIn orderService, Map<String, String> settings) {
        var properties = new HashMap<String, Object>(environment(orderService));
        properties.put("sales.demo", "false");
        properties.put("tickets.order-url", orderService.url() + "/orders/");
        properties.putAll(settings);
        return new RunningGateway(ApplicationContext.run(EmbeddedServer.class, properties, "local"));
    }

    /** The same for a process of its own. */
    public static Map<String, String> environment(OrderServiceStandIn orderService) {
        var environment = new HashMap<>(TestServers.get().properties("sales"));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        environment.put("SALES_DEMO", "false");
        environment.put("ORDER_SERVICE_URL", orderService.url());
        environment.put("TICKETS_ORDER_URL", orderService.url() + "/orders/");
        return environment;
    }

    public String url() {
        return server.getURL().toString();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    @Override
    public void close() {
        server.close();
        server.getApplicationContext().close();
    }
}
