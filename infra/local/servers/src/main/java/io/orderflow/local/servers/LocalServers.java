package io.orderflow.local.servers;

import java.nio.file.Path;
import java.util.List;

/** One MySQL, one Redis and one RocketMQ whose data lie in one folder. Start them side by side: none needs another. */
public record LocalServers(MysqlServer mysql, RedisServer redis, RocketMqServer rocketMq) {

    /** System property: the folder that this repository is checked out in, where the broker's build is found. */
    public static final String ROOT = "orderflow.root";

    public static LocalServers in(
            Path data, ServerPorts ports, Topology topology, StorePasswords passwords, CheckBackTiming timing) {
        Path modules = root().resolve("infra/local");
        // Shared by every stack of this checkout; a clean build unpacks again.
        var binaries = new Binaries(modules.resolve("servers/target/unpacked"));
        return new LocalServers(
                new MysqlServer(
                        data.resolve("mysql"), ports.mysql(), topology, passwords.mysql(), new MysqlBinaries(binaries)),
                new RedisServer(data.resolve("redis"), ports.redis(), passwords.redis(), binaries),
                new RocketMqServer(
                        data.resolve("rocketmq"),
                        ports,
                        topology,
                        passwords.rocketMq(),
                        timing,
                        modules.resolve("broker/target")));
    }

    /** The same for some minutes, at less cost for the start: for tests. */
    public LocalServers shortLived() {
        return new LocalServers(mysql, redis, rocketMq.shortLived());
    }

    public List<Server> all() {
        return List.of(mysql, redis, rocketMq);
    }

    private static Path root() {
        var root = System.getProperty(ROOT);
        if (root == null) {
            throw new IllegalStateException(
                    "-D" + ROOT + "=… is missing: the folder that this repository is checked out in");
        }
        return Path.of(root).toAbsolutePath();
    }
}
