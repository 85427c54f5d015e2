package io.orderflow.local.launcher.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        description = "Starts one process of the running stack and returns when it is ready.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Runnable {

    @Mixin
    private OneProcess process = new OneProcess();

    @Override
    public void run() {
        process.request("start");
    }
}
