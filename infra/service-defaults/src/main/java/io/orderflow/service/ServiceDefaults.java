package io.orderflow.service;

import io.micronaut.context.env.ActiveEnvironment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.core.io.ResourceLoader;
import java.util.Optional;

/**
 * Reads {@code service-defaults.yml}, and {@code service-defaults-ENVIRONMENT.yml} for each active environment, wherever
 * Micronaut reads {@code application.yml}.
 *
 * <p>They rank below every {@code application.yml}: a service's own value wins, and so do environment variables and system
 * properties. A list is replaced as a whole only by one that is at least as long, since Micronaut merges lists by index.
 */
public final class ServiceDefaults extends YamlPropertySourceLoader {

    private static final String REPLACED_NAME = "application";
    private static final String NAME = "service-defaults";

    /** More than the number of environments that can be active at once, each of which ranks one higher. */
    private static final int BELOW_APPLICATION = 50;

    @Override
    public int getOrder() {
        return DEFAULT_POSITION - BELOW_APPLICATION;
    }

    @Override
    public Optional<PropertySource> load(String resourceName, ResourceLoader resourceLoader) {
        return resourceName.equals(REPLACED_NAME) ? super.load(NAME, resourceLoader) : Optional.empty();
    }

    @Override
    public Optional<PropertySource> loadEnv(
            String resourceName, ResourceLoader resourceLoader, ActiveEnvironment environment) {
        return resourceName.equals(REPLACED_NAME) ? super.loadEnv(NAME, resourceLoader, environment) : Optional.empty();
    }
}
