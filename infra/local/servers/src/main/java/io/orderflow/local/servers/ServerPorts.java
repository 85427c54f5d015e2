package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Client ports of the three servers.
 *
 * @param broker RocketMQ's broker also takes {@code broker - 2}
 */
public record ServerPorts(int mysql, int redis, int nameServer, int broker) {

    // All below the range from which Linux and macOS give out ports to outgoing connections, and apart from each other:
    // several test runs and a local stack choose and start side by side.
    private static final int SINGLE_FROM = 11_000;
    private static final int SERVERS_FROM = 15_000;
    private static final int STACK_FROM = 20_900;
    // mysql, redis and name server, then the broker's pair with a gap: six in a row.
    private static final int BLOCK = 6;
    private static final int STRIDE = 331;

    // Where a process begins depends on its id: processes that are alive together choose apart from each other, and a
    // port that has been chosen stays free until its server starts.
    private static final AtomicInteger TURN =
            new AtomicInteger((int) (ProcessHandle.current().pid() % STACK_FROM));

    /** The local stack's fixed ports, shifted by {@code offset}. */
    public static ServerPorts fixed(int offset) {
        return new ServerPorts(23306 + offset, 26379 + offset, 29876 + offset, 20911 + offset);
    }

    /** Ports on which no process listens right now. */
    public static ServerPorts free() {
        while (true) {
            int first = SERVERS_FROM + BLOCK * turn((STACK_FROM - SERVERS_FROM) / BLOCK);
            if (isFree(first) && isFree(first + 1) && isFree(first + 2) && isFree(first + 3) && isFree(first + 5)) {
                return new ServerPorts(first, first + 1, first + 2, first + 5);
            }
        }
    }

    /** One port of the same kind, for a process beside the servers. */
    public static int freePort() {
        while (true) {
            int port = SINGLE_FROM + turn(SERVERS_FROM - SINGLE_FROM);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static int turn(int choices) {
        return Math.floorMod(TURN.getAndAdd(STRIDE), choices);
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
