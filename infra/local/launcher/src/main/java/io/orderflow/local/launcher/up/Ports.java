package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.servers.Server;
import io.orderflow.local.servers.ServerPorts;
import java.util.List;

/** Checked before anything is started: a server that finds its port taken reports it late and at length. */
final class Ports {

    private Ports() {}

    static void requireFree(List<Server> servers) {
        for (Server server : servers) {
            server.ports().forEach(port -> requireFree(server.name(), port));
        }
    }

    static void requireFree(String what, int port) {
        if (!ServerPorts.isFree(port)) {
            throw new Refusal("Port " + port + " is taken, and " + what
                    + " needs it: end what listens there, or shift all ports with --port-offset 100.");
        }
    }
}
