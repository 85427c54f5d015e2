package io.orderflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    @ParameterizedTest
    @CsvSource({
        "MySQL, 8.0.19, MYSQL",
        "MySQL, 8.0.36-0ubuntu0.22.04.1, MYSQL",
        "MySQL, 8.4.0, MYSQL",
        "MySQL, 9.1, MYSQL",
        "PostgreSQL, 18.0 (Debian 18.0-1), POSTGRESQL",
        "H2, 2.0.202 (2021-11-25), H2",
    })
    void is_known_by_its_name_and_version(String name, String version, Database expected) throws Exception {
        assertThat(Database.of(connection(name, version))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MySQL, 8.0.18",
        "MySQL, 5.7.44-log",
        "MySQL, 11.4.2-MariaDB",
        "MySQL, ''",
        "MariaDB, 11.4.2-MariaDB",
        "H2, 1.4.200 (2019-10-14)",
        "Oracle, Oracle Database 23ai",
        "'', ''",
    })
    void another_one_is_refused_by_its_name(String name, String version) {
        assertThatThrownBy(() -> Database.of(connection(name, version)))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageEndingWith("this is %s %s", name, version);
    }

    private static Connection connection(String name, String version) {
        var about = proxy(DatabaseMetaData.class, "getDatabaseProductName", name, "getDatabaseProductVersion", version);
        return proxy(Connection.class, "getMetaData", about);
    }

    /** @param answers a method's name before its result; each other method fails, as one that asks the server would */
    private static <T> T proxy(Class<T> type, Object... answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    for (int i = 0; i < answers.length; i += 2) {
                        if (method.getName().equals(answers[i])) {
                            return answers[i + 1];
                        }
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
