package io.orderflow.testkit;

import io.orderflow.local.servers.CheckBackTiming;
import io.orderflow.local.servers.DiskSpace;
import io.orderflow.local.servers.LocalServers;
import io.orderflow.local.servers.Passwords;
import io.orderflow.local.servers.RedisUser;
import io.orderflow.local.servers.ServerPorts;
import io.orderflow.local.servers.StorePasswords;
import io.orderflow.local.servers.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Servers as children of this JVM, on random ports, with data and logs below {@code target/test-servers}. */
final class EmbeddedServers implements ServerSource {

    private final Path data;
    private final StorePasswords passwords;
    private final LocalServers servers;
    private final CompletableFuture<EmbeddedServer> mysql;
    private final CompletableFuture<EmbeddedServer.Redis> redis;
    private final CompletableFuture<EmbeddedServer> rocketMq;

    private EmbeddedServers(Path data, StorePasswords passwords, LocalServers servers, Path logs) {
        this.data = data;
        this.passwords = passwords;
        this.servers = servers;
        this.mysql = inBackground(() -> EmbeddedServer.start(servers.mysql(), logs));
        this.redis = inBackground(() ->
                EmbeddedServer.Redis.start(servers.redis(), access(servers, passwords, RedisUser.ADMINISTRATOR), logs));
        this.rocketMq = inBackground(() -> EmbeddedServer.start(servers.rocketMq(), logs));
    }

    static EmbeddedServers start(Topology topology) {
        Path folder = Path.of("target", "test-servers").toAbsolutePath();
        DiskSpace.problem(folder).ifPresent(sentence -> {
            throw new TestEnvironmentException(sentence);
        });
        // By process id: an earlier run's servers may not have ended yet.
        Path data = folder.resolve(Long.toString(ProcessHandle.current().pid()));
        delete(data);
        var passwords = StorePasswords.of(Passwords.storedIn(data.resolve("passwords")));
        var servers = LocalServers.in(data, ServerPorts.free(), topology, passwords, CheckBackTiming.fast())
                .shortLived();
        // Not by process id: logs are read after the run. Maven numbers the JVMs that test one module at once.
        Path logs = folder.resolve("logs").resolve(System.getProperty("surefire.forkNumber", "1"));
        return new EmbeddedServers(data, passwords, servers, logs);
    }

    private interface Start<S> {
        S run() throws Exception;
    }

    private static <S> CompletableFuture<S> inBackground(Start<S> start) {
        // Threads of their own: the common pool may have a single one, and the servers shall start side by side.
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return start.run();
                    } catch (Exception failed) {
                        throw new CompletionException(failed);
                    }
                },
                task -> Thread.ofPlatform().daemon().name("test-server-start").start(task));
    }

    private static <S> S ready(CompletableFuture<S> server) {
        try {
            return server.join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new TestEnvironmentException("An embedded server did not start: " + cause.getMessage(), cause);
        }
    }

    @Override
    public String nameServer() {
        ready(rocketMq);
        return servers.rocketMq().nameServer();
    }

    @Override
    public String broker() {
        ready(rocketMq);
        return servers.rocketMq().broker();
    }

    @Override
    public BrokerAccess brokerUser(String user) {
        return new BrokerAccess(user, passwords.rocketMq().of(user));
    }

    @Override
    public RedisAccess redis(String user) {
        ready(redis);
        return access(servers, passwords, user);
    }

    private static RedisAccess access(LocalServers servers, StorePasswords passwords, String user) {
        return new RedisAccess(servers.redis().url(), user, passwords.redis().of(user));
    }

    @Override
    public String jdbcUrl(String schema) {
        ready(mysql);
        return servers.mysql().jdbcUrl(schema);
    }

    @Override
    public Connection administrator() throws SQLException {
        ready(mysql);
        return servers.mysql().administrator();
    }

    @Override
    public String accountHost() {
        return "127.0.0.1";
    }

    @Override
    public Passwords passwords() {
        return passwords.mysql();
    }

    @Override
    public TestServer mysqlServer() {
        return ready(mysql);
    }

    @Override
    public TestRedis redisServer() {
        return ready(redis);
    }

    @Override
    public TestServer brokerServer() {
        return ready(rocketMq);
    }

    /** Nothing will ever read the data again, so nothing is stopped in good order. */
    @Override
    public void close() {
        for (var server : List.of(mysql, redis, rocketMq)) {
            if (server.isDone() && !server.isCompletedExceptionally()) {
                server.join().kill9();
            }
        }
        delete(data);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException unread)
                        throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
