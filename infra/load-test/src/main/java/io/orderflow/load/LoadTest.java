package io.orderflow.load;

import io.orderflow.load.bench.BenchCommand;
import io.orderflow.load.generate.Pace;
import io.orderflow.load.scenario.CheckCommand;
import io.orderflow.load.scenario.OrdersCommand;
import io.orderflow.load.scenario.SaleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code infra/load}: load tests against the running local stack. */
@Command(
        name = "infra/load",
        mixinStandardHelpOptions = true,
        subcommands = {OrdersCommand.class, SaleCommand.class, CheckCommand.class, BenchCommand.class})
public final class LoadTest {

    private LoadTest() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new LoadTest());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.registerConverter(Pace.class, LoadTest::pace);
        commandLine.setParameterExceptionHandler((failure, rejected) -> {
            var command = failure.getCommandLine();
            command.getErr()
                    .println(failure.getMessage() + ". See "
                            + command.getCommandSpec().qualifiedName() + " --help.");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof Refusal) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
        return commandLine;
    }

    private static Pace pace(String text) {
        try {
            return Pace.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandLine.TypeConversionException(unreadable.getMessage());
        }
    }
}
