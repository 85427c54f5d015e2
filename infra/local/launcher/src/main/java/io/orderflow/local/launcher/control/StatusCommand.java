package io.orderflow.local.launcher.control;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.process.State;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "infra/status",
        description = "Shows each process of the local stack.",
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:every process is running",
            "3:no stack runs on this data folder",
            "4:some process is not running"
        })
public final class StatusCommand implements Callable<Integer> {

    private static final int NO_STACK = 3;
    private static final int NOT_WHOLE = 4;

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "As one JSON object: {\"processes\":[…]}")
    private boolean json;

    @Override
    public Integer call() throws IOException, ParseException {
        Optional<Answer> answer = new ControlClient(data.look()).ask("status");
        String status = answer.map(Answer::text).orElseGet(() -> StatusJson.write(List.of()));
        List<Map<String, Object>> processes =
                List.of(JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(status), "processes"));
        if (json) {
            System.out.println(status);
        } else if (answer.isEmpty()) {
            System.out.println("No stack runs on " + data.look().path() + "; infra/up starts one.");
        } else {
            System.out.printf("%-16s %8s %6s  %-10s %8s %10s%n", "name", "pid", "port", "state", "restarts", "uptime");
            processes.forEach(StatusCommand::printLine);
        }
        if (answer.isEmpty()) {
            return NO_STACK;
        }
        return processes.stream().allMatch(StatusCommand::isRunning) ? 0 : NOT_WHOLE;
    }

    private static boolean isRunning(Map<String, Object> process) {
        return State.RUNNING.word().equals(process.get("state"));
    }

    private static void printLine(Map<String, Object> process) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %8s %6s  %-10s %8s %10s%n",
                process.get("name"),
                orDash(process.get("pid")),
                process.get("port"),
                process.get("state"),
                process.get("restarts"),
                orDash(process.get("uptimeSeconds")).replaceFirst("(\\d)$", "$1 s"));
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
