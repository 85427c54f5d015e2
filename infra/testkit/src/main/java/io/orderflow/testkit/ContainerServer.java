package io.orderflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A container, to break and to repair. */
class ContainerServer implements TestServer {

    private static final Duration READY = Duration.ofSeconds(120);
    private static final int STOP_SECONDS = 20;

    private final String name;
    private final GenericContainer<?> container;
    private final Callable<Boolean> ready;

    /** @param ready one attempt to talk to it; an exception means no */
    ContainerServer(String name, GenericContainer<?> container, Callable<Boolean> ready) {
        this.name = name;
        this.container = container;
        this.ready = ready;
        container.waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                awaitReady();
            }
        });
    }

    final GenericContainer<?> container() {
        return container;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void kill9() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        Awaitility.await(name + " is gone")
                .atMost(STOP_SECONDS, TimeUnit.SECONDS)
                .until(() -> !container.isRunning());
    }

    @Override
    public final void stop() {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    @Override
    public final void start() {
        if (!container.isRunning()) {
            DockerClientFactory.instance()
                    .client()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        awaitReady();
    }

    private void awaitReady() {
        Awaitility.await(name + " answers").atMost(READY).ignoreExceptions().until(ready);
    }

    @Override
    public final void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public final void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    static final class Redis extends ContainerServer implements TestRedis {

        private final RedisAccess administrator;

        Redis(GenericContainer<?> container, RedisAccess administrator) {
            super(
                    "Redis",
                    container,
                    () -> RedisCommand.send(administrator, "PING").equals("PONG"));
            this.administrator = administrator;
        }

        @Override
        public void flushAll() {
            send("FLUSHALL");
        }

        @Override
        public void flushScripts() {
            send("SCRIPT FLUSH");
        }

        private void send(String command) {
            try {
                RedisCommand.send(administrator, command);
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }
}
