package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.remoting.RPCHook;

/**
 * RocketMQ's name server and broker in one JVM of their own: module {@code infra/local/broker}. {@link BrokerUser} defines the
 * users' rights.
 */
public final class RocketMqServer implements Server {

    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final ServerPorts ports;
    private final Topology topology;
    private final Passwords passwords;
    private final CheckBackTiming timing;
    private final Path build;
    private final List<String> jvmOptions;

    RocketMqServer(
            Path folder,
            ServerPorts ports,
            Topology topology,
            Passwords passwords,
            CheckBackTiming timing,
            Path build) {
        this(folder, ports, topology, passwords, timing, build, List.of());
    }

    private RocketMqServer(
            Path folder,
            ServerPorts ports,
            Topology topology,
            Passwords passwords,
            CheckBackTiming timing,
            Path build,
            List<String> jvmOptions) {
        this.folder = folder.toAbsolutePath();
        this.ports = ports;
        this.topology = topology;
        this.passwords = passwords;
        this.timing = timing;
        this.build = build;
        this.jvmOptions = jvmOptions;
    }

    /** The same for some minutes: its first 14 s take 7.6 s of processor time instead of 9.6; its best is slower. */
    public RocketMqServer shortLived() {
        return startedWith(List.of("-XX:TieredStopAtLevel=1"));
    }

    /** The same with these options of its JVM. */
    public RocketMqServer startedWith(List<String> options) {
        return new RocketMqServer(folder, ports, topology, passwords, timing, build, List.copyOf(options));
    }

    @Override
    public String name() {
        return "rocketmq";
    }

    /** The name server's first: it is the one that clients are given. */
    @Override
    public List<Integer> ports() {
        return List.of(ports.nameServer(), ports.broker(), ports.broker() - 2);
    }

    public String nameServer() {
        return HOST + ":" + ports.nameServer();
    }

    public String broker() {
        return HOST + ":" + ports.broker();
    }

    @Override
    public void prepare() throws IOException {
        jar();
        // Every start leaves its native libraries here.
        Binaries.delete(temporary());
        Files.createDirectories(temporary());
        // At every start, so that it follows the services.
        OwnersFile.write(users(), BrokerUser.file(passwords));
    }

    private Path users() {
        return folder.resolve("users");
    }

    private Path jar() throws IOException {
        if (Files.isDirectory(build)) {
            try (var jars = Files.newDirectoryStream(build, "local-broker-*.jar")) {
                for (var jar : jars) {
                    return jar;
                }
            }
        }
        throw new IOException(
                "There is no broker in %s: build it with ./mvnw -pl infra/local/broker package".formatted(build));
    }

    @Override
    public ProcessBuilder command() {
        try {
            return command(jar());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessBuilder command(Path jar) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Measured on 2 cores with 32 senders: 12.7 k transactional sends/s, against 10.5 k with the
                // parallel collector.
                "-XX:+UseSerialGC",
                "-Xms128m",
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dslf4j.internal.verbosity=ERROR",
                // Otherwise each of the three listeners makes an RSA key and a certificate of its own, which no client
                // on loopback asks for: 6 of the 13 s of processor time that a start took.
                "-Dtls.server.mode=disabled",
                // Otherwise RocketMQ writes below the user's home.
                "-Duser.home=" + folder,
                "-Djava.io.tmpdir=" + temporary(),
                "-Dorderflow.broker.data=" + folder,
                "-Dorderflow.broker.users=" + users(),
                "-Dorderflow.broker.name-server-port=" + ports.nameServer(),
                "-Dorderflow.broker.port=" + ports.broker(),
                "-Dorderflow.broker.check-after-millis=" + timing.after().toMillis(),
                "-Dorderflow.broker.check-every-millis=" + timing.every().toMillis(),
                "-Dorderflow.broker.check-times=" + timing.times(),
                "-Dorderflow.broker.settle-every-millis=" + timing.settle().toMillis()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    /** The broker registers with the name server when everything else in it has started. */
    @Override
    public boolean isReady() {
        try {
            return RocketMqRoute.clusterInfo(HOST, ports.nameServer()).contains(broker());
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void provision() throws Exception {
        try (var topics = RocketMqTopics.connect(nameServer(), broker(), administrator())) {
            topics.create(topology.topics(), topology.consumerGroups());
        }
    }

    private RPCHook administrator() {
        return RocketMqTopics.signature(BrokerUser.ADMINISTRATOR, passwords.of(BrokerUser.ADMINISTRATOR));
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }
}
