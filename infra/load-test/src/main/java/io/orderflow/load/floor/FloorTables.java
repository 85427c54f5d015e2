package io.orderflow.load.floor;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The order service's own tables, created from its own migrations, in the floor's schema: so they can't drift apart. */
final class FloorTables {

    private static final List<String> MIGRATIONS = List.of(
            "infra/messaging/src/main/resources/db/messaging/publish", "order-service/src/main/resources/db/migration");

    private FloorTables() {}

    static void recreate(Connection floor, Path root) throws SQLException, IOException {
        recreate(floor, root, MIGRATIONS);
    }

    /** @param migrations folders of the service whose tables they are to be, relative to {@code root} */
    static void recreate(Connection floor, Path root, List<String> migrations) throws SQLException, IOException {
        try (var statement = floor.createStatement()) {
            dropAll(statement);
            for (String folder : migrations) {
                for (Path migration : scripts(root.resolve(folder))) {
                    for (String sql : statements(Files.readString(migration))) {
                        statement.execute(sql);
                    }
                }
            }
        }
        floor.commit();
    }

    private static void dropAll(Statement statement) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = statement.executeQuery("SHOW TABLES")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        statement.execute("SET FOREIGN_KEY_CHECKS = 0");
        for (String table : tables) {
            statement.execute("DROP TABLE " + table);
        }
        statement.execute("SET FOREIGN_KEY_CHECKS = 1");
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException noSources) {
            throw new Refusal("The floor is made from the sources, and " + folder + " is missing.", noSources);
        }
    }

    /** Good enough for migrations of ours: a statement ends with a semicolon at the end of a line; comments have a line of their own. */
    static List<String> statements(String script) {
        String code = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
