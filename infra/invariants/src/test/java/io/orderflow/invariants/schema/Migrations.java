package io.orderflow.invariants.schema;

import io.orderflow.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.yaml.snakeyaml.Yaml;

/** The migrations of one module, from its sources, with the locations that its own configuration names. */
record Migrations(String module, List<String> locations) {

    private static final Path ROOT = Path.of(System.getProperty("orderflow.root"));
    private static final String RESOURCES = "src/main/resources/";
    private static final String MESSAGING = "classpath:db/messaging/";
    private static final String AUDIT = "classpath:db/audit";

    /** Of every module that has any: a new service is found without configuration. */
    static List<Migrations> all() throws IOException {
        try (var files = Files.find(ROOT, 7, (path, attributes) -> path.endsWith(RESOURCES + "db/migration"))) {
            return files.map(folder -> ROOT.relativize(folder).toString().replace("/" + RESOURCES + "db/migration", ""))
                    .sorted()
                    .map(Migrations::of)
                    .toList();
        }
    }

    private static Migrations of(String module) {
        try (var in = Files.newBufferedReader(ROOT.resolve(module).resolve(RESOURCES + "application.yml"))) {
            Object at = new Yaml().load(in);
            for (String step : List.of("flyway", "datasources", "default", "locations")) {
                at = at instanceof Map<?, ?> map ? map.get(step) : null;
            }
            if (!(at instanceof List<?> locations)) {
                throw new IllegalStateException(module + " has migrations and no flyway.datasources.default.locations");
            }
            return new Migrations(
                    module,
                    locations.stream()
                            .map(location -> "filesystem:" + source(module, String.valueOf(location)))
                            .toList());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Path source(String module, String location) {
        String owner = location.startsWith(MESSAGING)
                ? "infra/messaging"
                : location.equals(AUDIT) ? "infra/operator-audit" : module;
        return ROOT.resolve(owner).resolve(RESOURCES + location.replace("classpath:", ""));
    }

    void migrate(TestDatabase schema, String version) {
        Flyway.configure()
                .dataSource(schema.url(), schema.user(), schema.password())
                .locations(locations.toArray(String[]::new))
                .target(version)
                .load()
                .migrate();
    }

    @Override
    public String toString() {
        return module;
    }
}
