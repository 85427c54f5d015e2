package io.orderflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Run by others: tests may use it, not break it. */
class ExternalServer implements TestServer {

    private final String name;

    ExternalServer(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void kill9() {
        throw notOurs("killed");
    }

    @Override
    public final void stop() {
        throw notOurs("stopped");
    }

    /** It has never been stopped. */
    @Override
    public final void start() {}

    @Override
    public final void pause() {
        throw notOurs("paused");
    }

    @Override
    public final void resume() {
        throw notOurs("resumed");
    }

    private UnsupportedOperationException notOurs(String what) {
        return new UnsupportedOperationException(
                "%s is external (-Dtest.env=external) and can't be %s from here: run this test with -Dtest.env=embedded or containers."
                        .formatted(name, what));
    }

    static final class Redis extends ExternalServer implements TestRedis {

        private final RedisAccess administrator;

        Redis(RedisAccess administrator) {
            super("Redis");
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
