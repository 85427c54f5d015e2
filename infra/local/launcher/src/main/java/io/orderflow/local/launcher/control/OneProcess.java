package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.DataOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A request about one process to the launcher on one data folder. */
final class OneProcess {

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "NAME", description = "As infra/status shows it, for example points-service")
    private String name;

    /** Returns when it is done. */
    void request(String verb) {
        try {
            Answer answer = new ControlClient(data.look())
                    .ask(verb + " " + name)
                    .orElseThrow(
                            () -> new Refusal("No stack runs on " + data.look().path() + ": start it with infra/up."));
            if (!answer.ok()) {
                throw new Refusal(answer.text());
            }
            System.out.println(answer.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
