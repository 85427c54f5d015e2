package io.orderflow.event;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.orderflow.json.EventJson;

/** The mapper with which services write and read events. */
final class EventMapper implements AutoCloseable {

    private final ApplicationContext context = ApplicationContext.run();
    private final ObjectMapper json = EventJson.tolerant(
            context.getBean(ObjectMapper.class), context.getBean(DeserializationConfiguration.class));

    ObjectMapper json() {
        return json;
    }

    @Override
    public void close() {
        context.close();
    }
}
