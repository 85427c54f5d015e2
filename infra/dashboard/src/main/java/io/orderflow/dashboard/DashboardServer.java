package io.orderflow.dashboard;

import io.micronaut.runtime.Micronaut;

final class DashboardServer {

    private DashboardServer() {}

    public static void main(String[] args) {
        Micronaut.build(args).mainClass(DashboardServer.class).banner(false).start();
    }
}
