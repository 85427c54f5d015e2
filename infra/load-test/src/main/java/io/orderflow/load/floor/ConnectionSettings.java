package io.orderflow.load.floor;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.yaml.snakeyaml.Yaml;

/** The Connector/J properties with which order-service connects, read from its configuration. */
final class ConnectionSettings {

    /** The later one wins. */
    private static final List<String> CONFIGURATION = List.of(
            "infra/service-defaults/src/main/resources/service-defaults.yml",
            "order-service/src/main/resources/application.yml");

    private ConnectionSettings() {}

    static Properties ofOrderService(Path root) throws IOException {
        var settings = new Properties();
        for (String file : CONFIGURATION) {
            try (var in = Files.newBufferedReader(root.resolve(file))) {
                settings.putAll(parse(new Yaml().load(in), file));
            }
        }
        return settings;
    }

    static Properties parse(Map<String, Object> configuration, String file) {
        Object at = configuration;
        for (String step : new String[] {"datasources", "default", "data-source-properties"}) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        if (!(at instanceof Map<?, ?> found)) {
            throw new Refusal("There are no datasources.default.data-source-properties in " + file + ".");
        }
        var settings = new Properties();
        found.forEach((name, value) -> settings.setProperty(String.valueOf(name), String.valueOf(value)));
        return settings;
    }
}
