package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** MySQL 8.0, durable at every commit. Users come from loopback only, each with its own schema. */
public final class MysqlServer implements Server {

    private static final String HOST = "127.0.0.1";
    private static final Duration INITIALISE_TIMEOUT = Duration.ofSeconds(120);
    private static final int GREETING = 10;

    private final Path folder;
    private final int port;
    private final Topology topology;
    private final Passwords passwords;
    private final MysqlBinaries binaries;

    MysqlServer(Path folder, int port, Topology topology, Passwords passwords, MysqlBinaries binaries) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.topology = topology;
        this.passwords = passwords;
        this.binaries = binaries;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    /** For any user of this server. Loopback needs no encryption, and none is set up. */
    public String jdbcUrl(String schema) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(HOST, port, schema);
    }

    /** A new connection as administrator. */
    public Connection administrator() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl("mysql"), Passwords.ADMINISTRATOR, passwords.of(Passwords.ADMINISTRATOR));
    }

    @Override
    public void prepare() throws IOException {
        if (Files.exists(initialised())) {
            return;
        }
        // Without its marker a data folder is half-done at best: mysqld would refuse it, or worse, accept it.
        Path log = folder.resolve("initialise.log");
        Files.createDirectories(folder);
        new FreshFolder(data(), log).fill(() -> initialise(log));
        Files.createFile(initialised());
    }

    private void initialise(Path log) throws IOException {
        Path firstStatements = Files.createTempFile(
                folder,
                "init",
                ".sql",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            // The server is never reachable without the administrator's password.
            Files.writeString(
                    firstStatements,
                    "RENAME USER 'root'@'localhost' TO 'root'@'%s';%nALTER USER 'root'@'%s' IDENTIFIED BY %s;%n"
                            .formatted(HOST, HOST, MysqlAccounts.literal(passwords.of(Passwords.ADMINISTRATOR))));
            var command = mysqld("--initialize-insecure", "--init-file=" + firstStatements);
            var process = ChildProcess.start(command, log);
            int status = awaitInitialised(process);
            if (status != 0) {
                throw new IOException("MySQL could not initialise %s (exit code %d). The end of %s:%n%s"
                        .formatted(data(), status, log, process.logTail(20)));
            }
        } finally {
            Files.delete(firstStatements);
        }
    }

    private static int awaitInitialised(ChildProcess process) throws IOException {
        try {
            return process.exit()
                    .orTimeout(INITIALISE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException late) {
            process.kill9();
            throw new IOException(
                    "MySQL did not finish initialising within " + INITIALISE_TIMEOUT.toSeconds() + " s", late);
        }
    }

    @Override
    public ProcessBuilder command() {
        return mysqld(
                "--port=" + port,
                "--bind-address=" + HOST,
                // Relative to the data folder: a socket's path may not exceed 107 characters.
                "--socket=mysql.sock",
                "--pid-file=mysql.pid",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=192M",
                "--max-connections=400",
                "--skip-log-bin",
                "--local-infile=OFF",
                "--secure-file-priv=NULL");
    }

    private ProcessBuilder mysqld(String... options) {
        try {
            Path home = binaries.home();
            var command = new ArrayList<String>();
            command.add(home.resolve("bin/mysqld").toString());
            command.add("--no-defaults");
            if (System.getProperty("user.name").equals("root")) {
                command.add("--user=root");
            }
            command.add("--basedir=" + home);
            command.add("--datadir=" + data());
            command.add("--innodb-redo-log-capacity=128M");
            command.add("--innodb-flush-method=O_DIRECT");
            // The library behind native asynchronous I/O is only a stand-in here.
            command.add("--innodb-use-native-aio=0");
            command.add("--performance-schema=OFF");
            command.add("--mysqlx=OFF");
            command.add("--skip-name-resolve");
            command.add("--auto-generate-certs=OFF");
            command.add("--tls-version=");
            command.add("--default-time-zone=+00:00");
            command.add("--log-error-verbosity=1");
            command.addAll(List.of(options));
            return new ProcessBuilder(command).directory(folder.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public boolean isReady() {
        try (var socket = new Socket()) {
            socket.setSoTimeout(1_000);
            socket.connect(new InetSocketAddress(HOST, port), 1_000);
            // Four bytes of packet header, then the protocol's version.
            var greeting = socket.getInputStream().readNBytes(5);
            return greeting.length == 5 && greeting[4] == GREETING;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void provision() throws SQLException {
        try (var administrator = administrator()) {
            new MysqlAccounts(administrator, HOST).create(topology, passwords);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path initialised() {
        return folder.resolve("initialised");
    }
}
