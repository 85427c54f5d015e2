package io.orderflow.dashboard.deadletter;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code dead-letters.*}
 *
 * @param schemas where the service keeps its journal of failures and its fence, by consumer group or producer group
 */
@ConfigurationProperties("dead-letters")
record ServiceSchemas(
        @MapFormat(keyFormat = StringConvention.RAW) Map<String, String> schemas) {

    ServiceSchemas {
        schemas = Map.copyOf(schemas);
        schemas.forEach((group, schema) -> {
            if (!schema.matches("[A-Za-z0-9_]{1,64}")) {
                throw new IllegalArgumentException(
                        "dead-letters.schemas.%s must be the name of a schema (letters, digits, _); got '%s'"
                                .formatted(group, schema));
            }
        });
    }

    Set<String> groups() {
        return schemas.keySet();
    }

    Optional<String> of(String group) {
        return Optional.ofNullable(schemas.get(group));
    }
}
