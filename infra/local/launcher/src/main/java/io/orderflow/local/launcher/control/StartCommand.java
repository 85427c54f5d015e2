package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.console.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "infra/start", description = "Starts one process of the running stack and returns when it is ready.")
public final class StartCommand implements Runnable {

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private OneProcess process = new OneProcess();

    @Override
    public void run() {
        process.request("start");
    }
}
