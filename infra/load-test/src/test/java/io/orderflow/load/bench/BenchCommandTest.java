package io.orderflow.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

    /** As {@code infra/load} makes it. */
    private static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Test
    void a_row_that_does_not_exist_is_refused_with_those_that_do() {
        var errors = new StringWriter();
        var commandLine = commandLine().setErr(new PrintWriter(errors, true));

        assertThat(commandLine.execute("--only", "early,sale-p51")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("sale-p51", "sale-p50");
    }

    @Test
    void rows_are_named_as_the_table_names_them() {
        var parsed = commandLine().parseArgs("--only", "early,sale-p50");

        assertThat(parsed.matchedOption("--only").<Object>getValue()).isEqualTo(EnumSet.of(Row.EARLY, Row.SALE_P50));
    }

    @Test
    void the_whole_form_takes_the_median_of_three_rounds_and_the_short_one_a_single_round() {
        assertThat(BenchSettings.whole(EnumSet.allOf(Row.class)).freshStarts()).isEqualTo(3);
        assertThat(BenchSettings.brief(EnumSet.allOf(Row.class)).freshStarts()).isEqualTo(1);
    }

    @Test
    void what_only_needs_a_warm_stack_starts_one_stack() {
        var settings = BenchSettings.whole(EnumSet.of(Row.APPLIED, Row.QUEUE));

        assertThat(settings.freshStarts()).isEqualTo(1);
        assertThat(settings.startsOnOldData()).isFalse();
        assertThat(settings.needsWarmStack()).isTrue();
    }
}
