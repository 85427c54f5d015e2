package io.orderflow.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Addresses of external servers; see {@link ExternalServers}. */
record ExternalSettings(
        String mysqlUrl,
        String mysqlUser,
        String mysqlPassword,
        String redisUrl,
        String nameServer,
        String accessKey,
        String secretKey) {

    private static final List<String> NAMES = List.of(
            "test.mysql.url", "test.mysql.user", "test.mysql.password", "test.redis.url", "test.rocketmq.name-server");

    /** Names every address that is missing, not just the first. */
    static ExternalSettings read() {
        return read(name -> {
            var property = System.getProperty(name);
            var value = property == null ? System.getenv(variable(name)) : property;
            return value == null ? "" : value;
        });
    }

    /** @param lookup gives the empty text for what is not set */
    static ExternalSettings read(UnaryOperator<String> lookup) {
        var missing = new ArrayList<String>();
        for (var name : NAMES) {
            if (lookup.apply(name).isEmpty()) {
                missing.add("-D%s (or %s)".formatted(name, variable(name)));
            }
        }
        if (!missing.isEmpty()) {
            throw new TestEnvironmentException(
                    "-Dtest.env=external needs the servers' addresses, and these are missing: %s."
                            .formatted(String.join(", ", missing)));
        }
        return new ExternalSettings(
                lookup.apply(NAMES.get(0)),
                lookup.apply(NAMES.get(1)),
                lookup.apply(NAMES.get(2)),
                lookup.apply(NAMES.get(3)),
                lookup.apply(NAMES.get(4)),
                lookup.apply("test.rocketmq.access-key"),
                lookup.apply("test.rocketmq.secret-key"));
    }

    private static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "%s@%s, %s, %s".formatted(mysqlUser, mysqlUrl, RedisAccess.parse(redisUrl), nameServer);
    }
}
