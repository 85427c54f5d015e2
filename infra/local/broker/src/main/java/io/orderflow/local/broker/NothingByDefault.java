package io.orderflow.local.broker;

import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Set;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.auth.authentication.model.User;
import org.apache.rocketmq.auth.authorization.context.DefaultAuthorizationContext;
import org.apache.rocketmq.auth.authorization.model.Resource;
import org.apache.rocketmq.auth.authorization.provider.DefaultAuthorizationProvider;
import org.apache.rocketmq.common.action.Action;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;

/**
 * Refuses to services what RocketMQ 5.5 has no rule for. It asks about the topics and groups that a request names, and lets one
 * that names none pass for every user, for example the creation of a whole list of topics. RocketMQ instantiates it by its
 * name.
 */
public final class NothingByDefault extends DefaultAuthorizationProvider {

    /** A producer registers and unregisters without a topic or group; a consumer asks whether its filter is understood. */
    private static final Set<Integer> HARMLESS =
            Set.of(RequestCode.HEART_BEAT, RequestCode.UNREGISTER_CLIENT, RequestCode.CHECK_CLIENT_CONFIG);

    @Override
    public List<DefaultAuthorizationContext> newContexts(ChannelHandlerContext connection, RemotingCommand request) {
        var questions = super.newContexts(connection, request);
        if (questions != null && !questions.isEmpty() || HARMLESS.contains(request.getCode())) {
            return questions;
        }
        var user = User.of(request.getExtFields().get(SessionCredentials.ACCESS_KEY));
        var question = DefaultAuthorizationContext.of(
                user, Resource.ofCluster(authConfig.getClusterName()), Action.UPDATE, RocketMqConfig.LOOPBACK);
        question.setRpcCode(String.valueOf(request.getCode()));
        return List.of(question);
    }
}
