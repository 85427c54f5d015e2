package io.orderflow.micronaut.connection;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.serde.ObjectMapper;
import io.netty.channel.Channel;
import io.orderflow.micronaut.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Guards every connection that Micronaut's server accepts. */
@Singleton
final class GuardConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final Problem TOO_LATE = Problem.of(
                    HttpStatus.REQUEST_TIMEOUT, "request-timeout", "The request did not arrive in time")
            .detail("Send the header and the body of a request at once");

    private final OpenConnections connections;
    private final ConnectionLimits limits;
    private final byte[] tooLate;

    GuardConnections(OpenConnections connections, ConnectionLimits limits, ObjectMapper json) {
        this.connections = connections;
        this.limits = limits;
        this.tooLate = written(json);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new OfChannel(null));
        return event.getBean();
    }

    private static byte[] written(ObjectMapper json) {
        try {
            return json.writeValueAsBytes(TOO_LATE);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private final class OfChannel implements NettyServerCustomizer {

        private final @Nullable Channel connection;

        OfChannel(@Nullable Channel connection) {
            this.connection = connection;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new OfChannel(channel) : this;
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (connection == null) {
                return;
            }
            if (!connections.take(connection)) {
                connection.close();
            } else if (connection.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                var guarded = new GuardedConnection(connection, limits, tooLate, System.nanoTime());
                guarded.watch(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
                connections.guard(guarded, connection);
            }
        }
    }
}
