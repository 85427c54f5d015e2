package io.orderflow.micronaut.exposure;

import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.core.util.StringUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds, in a service's configuration, what makes life easy on one machine and would be a hole on a network. */
final class LocalConveniences {

    private static final String LOCAL = "local";
    private static final String KEY_RETRIEVAL = "allowPublicKeyRetrieval";

    /** Where a password stands beside the address of the store that it opens. */
    private static final Map<String, String> PASSWORDS = Map.of("redis.url", "redis.password");

    private final Environment environment;

    LocalConveniences(Environment environment) {
        this.environment = environment;
    }

    /** One phrase each; none where all is well. */
    List<String> active() {
        var active = new ArrayList<String>();
        if (environment.getActiveNames().contains(LOCAL)) {
            active.add("the Micronaut environment '%s' (failure and kill switches, known settings)".formatted(LOCAL));
        }
        if (environment.getProperty("sales.demo", Boolean.class).orElse(false)) {
            active.add("a demo sale (sales.demo)");
        }
        for (var name : environment.getPropertyEntries("datasources")) {
            var datasource = "datasources." + name;
            if (retrievesKeys(datasource)) {
                active.add(
                        "%s for %s, which gives the password to who listens in".formatted(KEY_RETRIEVAL, datasource));
            }
            if (isBlank(datasource + ".password")) {
                active.add("no password (%s.password)".formatted(datasource));
            }
        }
        PASSWORDS.forEach((address, password) -> {
            if (!isBlank(address) && isBlank(password)) {
                active.add("no password (%s)".formatted(password));
            }
        });
        return active;
    }

    private boolean retrievesKeys(String datasource) {
        var url = environment.getProperty(datasource + ".url", String.class).orElse("");
        if (url.toLowerCase(Locale.ROOT).contains(KEY_RETRIEVAL.toLowerCase(Locale.ROOT) + "=true")) {
            return true;
        }
        var properties = environment.getProperties(datasource + ".data-source-properties", StringConvention.RAW);
        return properties.entrySet().stream()
                .anyMatch(property -> property.getKey().replace("-", "").equalsIgnoreCase(KEY_RETRIEVAL)
                        && String.valueOf(property.getValue()).equalsIgnoreCase(StringUtils.TRUE));
    }

    private boolean isBlank(String property) {
        return environment.getProperty(property, String.class).orElse("").isBlank();
    }
}
