package io.orderflow.local.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.rocketmq.acl.common.AclUtils;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.auth.authentication.enums.UserType;
import org.apache.rocketmq.common.AbortProcessException;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;

/**
 * What RocketMQ's name server lacks: it would let any process register as the broker, and so draw producers to it. Looking needs
 * no user; all else needs an administrator's signature, the broker's own registration included.
 */
final class NameServerGuard implements RPCHook {

    private static final Set<Integer> LOOKING = Set.of(
            RequestCode.GET_ROUTEINFO_BY_TOPIC,
            RequestCode.GET_BROKER_CLUSTER_INFO,
            RequestCode.GET_ALL_TOPIC_LIST_FROM_NAMESERVER,
            RequestCode.GET_TOPICS_BY_CLUSTER,
            RequestCode.GET_SYSTEM_TOPIC_LIST_FROM_NS,
            RequestCode.GET_KV_CONFIG,
            RequestCode.GET_KVLIST_BY_NAMESPACE);

    private final BrokerUsers users;

    NameServerGuard(BrokerUsers users) {
        this.users = users;
    }

    @Override
    public void doBeforeRequest(String remoteAddress, RemotingCommand request) {
        if (!LOOKING.contains(request.getCode()) && !isSigned(request)) {
            throw new AbortProcessException(
                    ResponseCode.NO_PERMISSION,
                    "Request %d to the name server needs an administrator's signature".formatted(request.getCode()));
        }
    }

    /** As the broker checks it: DefaultAuthenticationContextBuilder of rocketmq-auth. */
    private boolean isSigned(RemotingCommand request) {
        var fields = request.getExtFields() == null ? new HashMap<String, String>() : request.getExtFields();
        var name = fields.get(SessionCredentials.ACCESS_KEY);
        var signature = fields.get(SessionCredentials.SIGNATURE);
        var user = name == null ? null : users.user(name);
        if (user == null || signature == null || user.getUserType() != UserType.SUPER) {
            return false;
        }
        var content = new TreeMap<>(fields);
        content.remove(SessionCredentials.SIGNATURE);
        var expected = AclUtils.calSignature(AclUtils.combineRequestContent(request, content), user.getPassword());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void doAfterResponse(String remoteAddress, RemotingCommand request, RemotingCommand response) {
        // Nothing to add.
    }
}
