package io.orderflow.local.servers;

/**
 * Client ports of the three servers.
 *
 * @param broker RocketMQ's broker also takes {@code broker - 2} and {@code broker + 1}
 */
public record ServerPorts(int mysql, int redis, int nameServer, int broker) {

    /** The local stack's fixed ports, shifted by {@code offset}. */
    public static ServerPorts fixed(int offset) {
        return new ServerPorts(23306 + offset, 26379 + offset, 29876 + offset, 20911 + offset);
    }
}
