package io.orderflow.local.launcher.control;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.orderflow.local.launcher.process.ProcessStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code infra/status --json} prints: {@code {"processes":[{"name","pid","port","state","restarts","uptimeSeconds"}]}};
 * pid and uptimeSeconds are null while there is no process.
 */
final class StatusJson {

    private StatusJson() {}

    static String write(List<ProcessStatus> processes) {
        return JSONObjectUtils.toJSONString(
                Map.of("processes", processes.stream().map(StatusJson::fields).toList()));
    }

    private static Map<String, @Nullable Object> fields(ProcessStatus process) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", process.name());
        fields.put("pid", process.pid().orElse(null));
        fields.put("port", process.port());
        fields.put("state", process.state().word());
        fields.put("restarts", process.restarts());
        fields.put("uptimeSeconds", process.uptime().map(Duration::toSeconds).orElse(null));
        return fields;
    }
}
