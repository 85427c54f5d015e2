package io.orderflow.local.launcher.console;

import picocli.CommandLine.Option;

/** {@code --help}, which every command takes. */
public final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    public boolean isAskedFor() {
        return help;
    }
}
