package io.orderflow.local.launcher.token;

import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.data.Secrets;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "infra/token",
        description = "Prints a bearer token for the local profile, good for 12 hours. The stack need not run.")
public final class TokenCommand implements Runnable {

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "ROLE", description = "customer or operator")
    private Role role;

    @Parameters(index = "1", paramLabel = "NAME", description = "Who the token speaks for, for example alice")
    private String name;

    @Override
    public void run() {
        System.out.println(new LocalTokens(Secrets.of(data.open()), Clock.systemUTC()).issue(role, name));
    }
}
