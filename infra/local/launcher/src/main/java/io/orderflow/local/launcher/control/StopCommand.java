package io.orderflow.local.launcher.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stop",
        description = "Stops one process of the running stack and leaves it stopped.",
        mixinStandardHelpOptions = true)
public final class StopCommand implements Runnable {

    @Mixin
    private OneProcess process = new OneProcess();

    @Override
    public void run() {
        process.request("stop");
    }
}
