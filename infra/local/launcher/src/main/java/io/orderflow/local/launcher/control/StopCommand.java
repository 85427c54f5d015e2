package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.console.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "infra/stop", description = "Stops one process of the running stack and leaves it stopped.")
public final class StopCommand implements Runnable {

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private OneProcess process = new OneProcess();

    @Override
    public void run() {
        process.request("stop");
    }
}
