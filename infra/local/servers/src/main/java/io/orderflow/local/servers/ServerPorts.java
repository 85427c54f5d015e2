package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Client ports of the three servers.
 *
 * @param broker RocketMQ's broker also takes {@code broker - 2}
 */
public record ServerPorts(int mysql, int redis, int nameServer, int broker) {

    // Below the range from which Linux and macOS give out ports to outgoing connections.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    /** The local stack's fixed ports, shifted by {@code offset}. */
    public static ServerPorts fixed(int offset) {
        return new ServerPorts(23306 + offset, 26379 + offset, 29876 + offset, 20911 + offset);
    }

    /** Ports that nobody listens on right now. Random, so that two test runs seldom choose alike. */
    public static ServerPorts free() {
        while (true) {
            // mysql, redis and name server, then the broker's pair with a gap: six in a row.
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(first) && isFree(first + 1) && isFree(first + 2) && isFree(first + 3) && isFree(first + 5)) {
                return new ServerPorts(first, first + 1, first + 2, first + 5);
            }
        }
    }

    /** One port of the same kind, for a process beside the servers. */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
    }

    /** Whether a server could listen on this loopback port right now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // Connections of a predecessor that still linger do not keep a server from starting.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
