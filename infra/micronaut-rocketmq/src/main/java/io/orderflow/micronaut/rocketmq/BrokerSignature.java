package io.orderflow.micronaut.rocketmq;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs an application's requests as its user at the broker, if it has one, and logs what to do when the broker refuses one:
 * RocketMQ's consumers would only ask again, without a word in the application's log.
 */
final class BrokerSignature implements RPCHook {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSignature.class);

    /** A refused consumer asks every three seconds. */
    private static final long SILENCE = Duration.ofMinutes(1).toNanos();

    /** Refusals name topics and groups, of which an application has few. */
    private static final int DIFFERENT_REFUSALS = 100;

    /** Questions of BrokerProbe and BrokerDelays, which know what a refusal means. */
    private static final Set<Integer> ANSWERED_BY_REFUSALS =
            Set.of(RequestCode.GET_MAX_OFFSET, RequestCode.GET_BROKER_CONFIG);

    private final String user;
    private final @Nullable RPCHook signing;
    private final Map<String, Long> logged = new ConcurrentHashMap<>();

    private BrokerSignature(String user, @Nullable RPCHook signing) {
        this.user = user;
        this.signing = signing;
    }

    static BrokerSignature of(String accessKey, String secretKey) {
        return new BrokerSignature(
                "user " + accessKey, new AclClientRPCHook(new SessionCredentials(accessKey, secretKey)));
    }

    static BrokerSignature ofNoUser() {
        return new BrokerSignature("a client without a user", null);
    }

    @Override
    public void doBeforeRequest(String remoteAddress, RemotingCommand request) {
        if (signing != null) {
            signing.doBeforeRequest(remoteAddress, request);
        }
    }

    /** @param response null after a request of the broker's own that wants no answer, for which RocketMQ asks its hooks, too */
    @Override
    public void doAfterResponse(String remoteAddress, RemotingCommand request, @Nullable RemotingCommand response) {
        if (response != null
                && response.getCode() == ResponseCode.NO_PERMISSION
                && !ANSWERED_BY_REFUSALS.contains(request.getCode())
                && isNews(String.valueOf(response.getRemark()))) {
            LOG.error(
                    "RocketMQ at {} refuses request {} of {}: {}. Check rocketmq.access-key and rocketmq.secret-key, and which "
                            + "topics and groups the broker gives to this user",
                    remoteAddress,
                    request.getCode(),
                    user,
                    response.getRemark());
        }
    }

    private boolean isNews(String refusal) {
        if (logged.size() >= DIFFERENT_REFUSALS) {
            logged.clear();
        }
        long now = System.nanoTime();
        var last = logged.get(refusal);
        if (last != null && now - last < SILENCE) {
            return false;
        }
        logged.put(refusal, now);
        return true;
    }
}
