package io.orderflow.micronaut.migration;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.flyway.FlywayConfigurationCustomizer;
import io.micronaut.flyway.FlywayConfigurationProperties;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Lets Flyway, and Flyway alone, log in as {@code flyway.datasources.default.user}, the schema's owner; the service itself
 * stays the user of its data source and gets {@link RuntimeRights} after each migration.
 *
 * <p>Same server, same driver settings, but no read timeout: rebuilding a table may take longer than any request. Only the wait
 * for a table that others use is limited.
 */
@Singleton
@Named(MigrationUser.DATA_SOURCE)
final class MigrationUser implements FlywayConfigurationCustomizer {

    static final String DATA_SOURCE = "default";

    private static final String ANSWER_TIMEOUT = "socketTimeout";
    private static final String SESSION = "sessionVariables";
    private static final String PATIENCE = "lock_wait_timeout=60";

    private final FlywayConfigurationProperties flyway;

    MigrationUser(@Named(DATA_SOURCE) FlywayConfigurationProperties flyway) {
        this.flyway = flyway;
    }

    @Override
    public String getName() {
        return DATA_SOURCE;
    }

    /** @throws IllegalStateException where no migration user is configured: it never falls back to the service's own */
    @Override
    public void customizeFluentConfiguration(FluentConfiguration configuration) {
        if (flyway.getUser() == null || flyway.getUser().isBlank()) {
            throw new IllegalStateException(
                    "flyway.datasources.default.user is missing: the user who may change this service's schema");
        }
        if (!(configuration.getDataSource() instanceof HikariDataSource service)) {
            throw new IllegalStateException("The data source is no pool of Hikari's: " + configuration.getDataSource());
        }
        Map<String, String> settings = new HashMap<>();
        service.getDataSourceProperties().forEach((name, value) -> settings.put(name.toString(), value.toString()));
        settings.remove(ANSWER_TIMEOUT);
        settings.put(SESSION, PATIENCE);
        configuration
                .jdbcProperties(settings)
                .dataSource(service.getJdbcUrl(), flyway.getUser(), flyway.getPassword())
                .callbacks(new RuntimeRights(service));
    }
}
