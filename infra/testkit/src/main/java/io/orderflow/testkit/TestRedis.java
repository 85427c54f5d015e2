package io.orderflow.testkit;

/** Redis, which can also lose its memory. */
public interface TestRedis extends TestServer {

    /** Deletes every key. */
    void flushAll();

    /** Forgets every script. */
    void flushScripts();
}
