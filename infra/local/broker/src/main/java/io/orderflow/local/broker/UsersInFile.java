package io.orderflow.local.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.rocketmq.auth.authentication.model.User;
import org.apache.rocketmq.auth.authentication.provider.AuthenticationMetadataProvider;
import org.apache.rocketmq.auth.config.AuthConfig;

/** Provides RocketMQ with its users. RocketMQ instantiates it by its name. */
public final class UsersInFile implements AuthenticationMetadataProvider {

    private final BrokerUsers users =
            BrokerUsers.read(BrokerSettings.fromSystemProperties().users());

    @Override
    public void initialize(AuthConfig config, Supplier<?> metadataService) {
        // Everything is read.
    }

    @Override
    public CompletableFuture<User> getUser(String name) {
        return CompletableFuture.completedFuture(users.user(name));
    }

    @Override
    public CompletableFuture<Void> createUser(User user) {
        return fixed();
    }

    @Override
    public CompletableFuture<Void> updateUser(User user) {
        return fixed();
    }

    @Override
    public CompletableFuture<Void> deleteUser(String name) {
        return fixed();
    }

    /** Passwords are shown to no user, not even to an administrator. */
    @Override
    public CompletableFuture<List<User>> listUser(String filter) {
        return fixed();
    }

    static <T> CompletableFuture<T> fixed() {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("This broker's users and rights are in its file"));
    }

    @Override
    public void shutdown() {
        // Nothing is open.
    }
}
