package io.orderflow.testkit;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The least that {@link ServiceProcess} expects of a service: a port from the environment, and readiness. */
final class FakeService {

    private FakeService() {}

    public static void main(String[] args) throws Exception {
        System.out.println("greeting=" + System.getenv("GREETING") + " crash=" + System.getProperty("crash.at"));
        if ("start".equals(System.getProperty("crash.at"))) {
            Runtime.getRuntime().halt(42);
        }
        int port = Integer.parseInt(System.getenv("MICRONAUT_SERVER_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        server.createContext("/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
