package io.orderflow.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LauncherTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up     | --port-offset x            | 2
            up     | --port-offset              | 2
            up     | --port-offset -5           | 1
            up     | --port-offset 60000        | 1
            up     | --no-restart=kafka         | 1
            up     | --frehs                    | 2
            up     | extra                      | 2
            status | --yaml                     | 2
            down   | --now                      | 2
            stop   |                            | 2
            stop   | points-service             | 1
            start  | points-service             | 1
            token  | customer                   | 2
            token  | boss alice                 | 2
            token  | customer b@d*name          | 1
            password |                          | 2
            password | ../jwt                   | 1
            password | operator                 | 1
            """)
    void bad_arguments_get_one_sentence(String command, String arguments, int exitCode) {
        Run run = run(command, arguments == null ? "" : arguments);

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.errors().strip().lines()).hasSize(1);
    }

    @Test
    void status_of_nothing_is_exit_code_3() {
        assertThat(run("status", "").exitCode()).isEqualTo(3);
    }

    @Test
    void stopping_nothing_is_fine() {
        assertThat(run("down", "").exitCode()).isZero();
    }

    private Run run(String command, String arguments) {
        CommandLine commandLine = Launcher.commandLine(command);
        StringWriter errors = new StringWriter();
        commandLine.setErr(new PrintWriter(errors, true));
        String all = arguments + " --data " + folder.resolve("data");
        return new Run(commandLine.execute(all.strip().split(" +")), errors.toString());
    }

    private record Run(int exitCode, String errors) {}
}
