package io.orderflow.local.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.rocketmq.auth.authentication.model.Subject;
import org.apache.rocketmq.auth.authorization.model.Acl;
import org.apache.rocketmq.auth.authorization.provider.AuthorizationMetadataProvider;
import org.apache.rocketmq.auth.config.AuthConfig;

/** Provides RocketMQ with each user's rights. RocketMQ instantiates it by its name. */
public final class RightsInFile implements AuthorizationMetadataProvider {

    private final BrokerUsers users =
            BrokerUsers.read(BrokerSettings.fromSystemProperties().users());

    @Override
    public void initialize(AuthConfig config, Supplier<?> metadataService) {
        // Everything is read.
    }

    @Override
    public CompletableFuture<Acl> getAcl(Subject subject) {
        return CompletableFuture.completedFuture(users.rights(subject.getSubjectKey()));
    }

    @Override
    public CompletableFuture<Void> createAcl(Acl acl) {
        return UsersInFile.fixed();
    }

    @Override
    public CompletableFuture<Void> updateAcl(Acl acl) {
        return UsersInFile.fixed();
    }

    @Override
    public CompletableFuture<Void> deleteAcl(Subject subject) {
        return UsersInFile.fixed();
    }

    @Override
    public CompletableFuture<List<Acl>> listAcl(String subjectFilter, String resourceFilter) {
        return UsersInFile.fixed();
    }

    @Override
    public void shutdown() {
        // Nothing is open.
    }
}
