package io.orderflow.local.launcher.token;

import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.data.Secrets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "infra/token",
        description = "Prints a bearer token for the local profile, good for 12 hours. The stack need not run.")
public final class TokenCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--rotate",
            description = "Sign with a new key from now on. Services learn it by themselves; earlier tokens stay good.")
    private boolean rotate;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ROLE", description = "customer or operator")
    private @Nullable Role role;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Who the token speaks for, for example alice")
    private @Nullable String name;

    @Override
    public void run() {
        LocalTokens tokens = new LocalTokens(Secrets.of(data.open()), Clock.systemUTC());
        if (rotate) {
            tokens.rotate();
        }
        if (role != null && name != null) {
            System.out.println(tokens.issue(role, name));
        } else if (role != null || !rotate) {
            throw new ParameterException(
                    spec.commandLine(), "Name a role and a person, as in infra/token customer alice, or --rotate");
        }
    }
}
