package io.orderflow.testkit;

import io.orderflow.local.servers.RedisServer;
import io.orderflow.local.servers.Server;
import io.orderflow.local.servers.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A child process of this JVM, to break and to repair. */
class EmbeddedServer implements TestServer {

    private static final Duration READY = Duration.ofSeconds(90);

    private final ServerProcess process;

    private EmbeddedServer(ServerProcess process) {
        this.process = process;
    }

    static EmbeddedServer start(Server server, Path logs) throws Exception {
        return new EmbeddedServer(launch(server, logs));
    }

    private static ServerProcess launch(Server server, Path logs) throws Exception {
        var process = ServerProcess.start(server, logs.resolve(server.name() + ".log"))
                .awaitReady(READY);
        server.provision();
        return process;
    }

    @Override
    public final String name() {
        return process.server().name();
    }

    @Override
    public final void kill9() {
        process.kill9();
    }

    @Override
    public final void stop() {
        process.stop();
    }

    @Override
    public final void start() {
        if (process.isAlive()) {
            return;
        }
        try {
            process.restart().awaitReady(READY);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public final void pause() {
        Signals.send("STOP", process.pid());
    }

    @Override
    public final void resume() {
        Signals.send("CONT", process.pid());
    }

    static final class Redis extends EmbeddedServer implements TestRedis {

        private final RedisAccess administrator;

        private Redis(RedisAccess administrator, ServerProcess process) {
            super(process);
            this.administrator = administrator;
        }

        static Redis start(RedisServer server, RedisAccess administrator, Path logs) throws Exception {
            return new Redis(administrator, launch(server, logs));
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
