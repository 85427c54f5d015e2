package io.orderflow.testkit;

import io.orderflow.local.servers.ServerPorts;
import java.util.Arrays;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The three servers' images and settings. Another image, for example a mirror's: {@code -Dtest.containers.mysql=…}, {@code
 * test.containers.redis}, {@code test.containers.rocketmq}.
 */
final class Containers {

    private static final int MYSQL = 3306;
    private static final int REDIS = 6379;
    private static final int NAME_SERVER = 9876;

    private final String host;

    /** @param host where Docker's ports are reached from here */
    Containers(String host) {
        this.host = host;
    }

    GenericContainer<?> mysql(int port, String administratorsPassword) {
        var container = container("mysql", "mysql:8.4")
                .withEnv("MYSQL_ROOT_PASSWORD", administratorsPassword)
                .withCommand(
                        "--default-time-zone=+00:00",
                        "--max-connections=400",
                        "--skip-log-bin",
                        "--innodb-flush-log-at-trx-commit=1");
        return bind(container, port + ":" + MYSQL);
    }

    GenericContainer<?> redis(int port) {
        var container = container("redis", "redis:7").withCommand("redis-server", "--appendonly", "yes", "--save", "");
        return bind(container, port + ":" + REDIS);
    }

    /** Name server and broker in one container: the broker gives clients its own address, so it must know the outer one. */
    GenericContainer<?> rocketMq(ServerPorts ports) {
        var settings = """
                brokerName=test
                brokerIP1=%s
                listenPort=%d
                autoCreateTopicEnable=false
                enablePropertyFilter=true
                traceTopicEnable=true
                transactionTimeOut=500
                transactionCheckInterval=300
                transactionCheckMax=400
                transactionOpBatchInterval=100
                transactionMetricFlushInterval=1000
                maxTransferCountOnMessageInMemory=1024
                maxTransferBytesOnMessageInMemory=1048576
                messageDelayLevel=1s 1s 1s 2s 3s 5s 10s 15s 20s 30s 1m 2m 3m 5m 10m 20m 30m 1h
                """.formatted(host, ports.broker());
        var container = container("rocketmq", "apache/rocketmq:5.3.2")
                .withEnv("JAVA_OPT_EXT", "-Xms256m -Xmx512m -Xmn128m")
                .withCopyToContainer(Transferable.of(settings), "/tmp/broker.conf")
                .withCommand("sh", "-c", "sh mqnamesrv & exec sh mqbroker -n localhost:9876 -c /tmp/broker.conf");
        return bind(container, ports.nameServer() + ":" + NAME_SERVER, ports.broker() + ":" + ports.broker());
    }

    private static GenericContainer<?> container(String server, String image) {
        return new GenericContainer<>(DockerImageName.parse(System.getProperty("test.containers." + server, image)));
    }

    /** Fixed ports, because Docker gives a container that is started again new random ones. */
    private GenericContainer<?> bind(GenericContainer<?> container, String... hostToContainer) {
        var prefix = host.equals("127.0.0.1") ? "127.0.0.1:" : "";
        container.setPortBindings(
                Arrays.stream(hostToContainer).map(ports -> prefix + ports).toList());
        return container;
    }
}
