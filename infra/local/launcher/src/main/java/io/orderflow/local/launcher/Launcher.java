package io.orderflow.local.launcher;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.control.DownCommand;
import io.orderflow.local.launcher.control.StartCommand;
import io.orderflow.local.launcher.control.StatusCommand;
import io.orderflow.local.launcher.control.StopCommand;
import io.orderflow.local.launcher.token.TokenCommand;
import io.orderflow.local.launcher.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The local stack from the command line; the scripts in {@code infra/} call it, one command each. */
@Command(
        name = "infra/launcher",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            StartCommand.class,
            StopCommand.class,
            TokenCommand.class
        })
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Launcher());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler((e, arguments) -> {
            CommandLine command = e.getCommandLine();
            command.getErr().println(e.getMessage() + ". See infra/" + command.getCommandName() + " --help.");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof Refusal) {
                command.getErr().println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        });
        return commandLine;
    }
}
