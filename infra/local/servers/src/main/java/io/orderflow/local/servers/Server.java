package io.orderflow.local.servers;

import java.io.IOException;
import java.util.List;

/**
 * A server that runs as one child process on loopback and keeps its data in one folder.
 *
 * <p>Life: {@link #prepare} → start {@link #command} → wait until {@link #isReady} → {@link #provision}. Every step may be
 * repeated, also after a {@code kill -9} in the middle of it. SIGTERM stops the process cleanly.
 */
public interface Server {

    /** Short and unique: {@code mysql}, {@code redis}, {@code rocketmq}. */
    String name();

    /** Every loopback port it listens on, the one that clients use first. */
    List<Integer> ports();

    /** Unpacks binaries and initialises the data folder where that has not been finished before. Blocks for seconds. */
    void prepare() throws IOException;

    /** How to start it, with environment and working directory; the caller redirects output. */
    ProcessBuilder command();

    /** One attempt to talk its protocol. Never throws; returns within about a second. */
    boolean isReady();

    /** Creates what its clients expect to find: schemas and users, topics and consumer groups. */
    void provision() throws Exception;
}
