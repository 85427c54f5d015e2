package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.servers.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Checked before anything is started: a server that finds its port taken says so late and at length. */
final class Ports {

    private Ports() {}

    static void requireFree(List<Server> servers) {
        for (Server server : servers) {
            for (int port : server.ports()) {
                if (isTaken(port)) {
                    throw new Refusal("Port " + port + " is taken, and " + server.name()
                            + " needs it: end what listens there, or shift all ports with --port-offset 100.");
                }
            }
        }
    }

    static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A connection in TIME_WAIT from an earlier start is no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
