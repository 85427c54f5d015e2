package io.orderflow.local.launcher;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.control.DownCommand;
import io.orderflow.local.launcher.control.StartCommand;
import io.orderflow.local.launcher.control.StatusCommand;
import io.orderflow.local.launcher.control.StopCommand;
import io.orderflow.local.launcher.token.PasswordCommand;
import io.orderflow.local.launcher.token.TokenCommand;
import io.orderflow.local.launcher.up.TrainCommand;
import io.orderflow.local.launcher.up.UpCommand;
import java.util.Arrays;
import picocli.CommandLine;

/** What the scripts in {@code infra/} run: the first argument names the command, the others are the user's. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            throw new IllegalArgumentException(
                    "name a command: up, down, status, start, stop, train, token or password");
        }
        System.exit(commandLine(args[0]).execute(Arrays.copyOfRange(args, 1, args.length)));
    }

    static CommandLine commandLine(String name) {
        CommandLine commandLine = new CommandLine(command(name));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler((e, arguments) -> {
            commandLine.getErr().println(e.getMessage() + ". See " + commandLine.getCommandName() + " --help.");
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

    private static Object command(String name) {
        return switch (name) {
            case "up" -> new UpCommand();
            case "down" -> new DownCommand();
            case "status" -> new StatusCommand();
            case "start" -> new StartCommand();
            case "stop" -> new StopCommand();
            case "train" -> new TrainCommand();
            case "token" -> new TokenCommand();
            case "password" -> new PasswordCommand();
            default -> throw new IllegalArgumentException("no such command: " + name);
        };
    }
}
