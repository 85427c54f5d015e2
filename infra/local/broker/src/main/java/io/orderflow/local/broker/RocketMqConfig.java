package io.orderflow.local.broker;

import java.util.Properties;
import org.apache.rocketmq.auth.authentication.provider.DefaultAuthenticationProvider;
import org.apache.rocketmq.auth.authentication.strategy.StatefulAuthenticationStrategy;
import org.apache.rocketmq.auth.authorization.strategy.StatefulAuthorizationStrategy;
import org.apache.rocketmq.auth.config.AuthConfig;
import org.apache.rocketmq.broker.ConfigContext;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.namesrv.NamesrvConfig;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyServerConfig;
import org.apache.rocketmq.store.config.MessageStoreConfig;

/** RocketMQ's settings for one machine: loopback, small files, quick check-backs, nothing created by accident. */
final class RocketMqConfig {

    static final String LOOPBACK = "127.0.0.1";

    private final BrokerSettings settings;
    private final BrokerUsers users;

    RocketMqConfig(BrokerSettings settings, BrokerUsers users) {
        this.settings = settings;
        this.users = users;
    }

    NamesrvConfig nameServer() {
        var config = new NamesrvConfig();
        config.setRocketmqHome(settings.data().toString());
        config.setKvConfigPath(settings.data().resolve("nameserver/kv.json").toString());
        config.setConfigStorePath(
                settings.data().resolve("nameserver/nameserver.properties").toString());
        return config;
    }

    NettyServerConfig listenOn(int port) {
        var config = new NettyServerConfig();
        config.setBindAddress(LOOPBACK);
        config.setListenPort(port);
        return config;
    }

    ConfigContext broker() {
        return new ConfigContext.Builder()
                .properties(new Properties())
                .brokerConfig(brokerConfig())
                .messageStoreConfig(storeConfig())
                .nettyServerConfig(listenOn(settings.brokerPort()))
                .nettyClientConfig(new NettyClientConfig())
                .authConfig(authConfig())
                .build();
    }

    /** A connection's user and rights are checked once a minute. It is not cheap even so: see ADR 0017. */
    private AuthConfig authConfig() {
        var config = new AuthConfig();
        config.setAuthenticationEnabled(true);
        config.setAuthenticationProvider(DefaultAuthenticationProvider.class.getName());
        config.setAuthenticationMetadataProvider(UsersInFile.class.getName());
        config.setAuthenticationStrategy(StatefulAuthenticationStrategy.class.getName());
        config.setInnerClientAuthenticationCredentials(users.brokersCredentials());
        config.setAuthorizationEnabled(true);
        config.setAuthorizationProvider(NothingByDefault.class.getName());
        config.setAuthorizationMetadataProvider(RightsInFile.class.getName());
        config.setAuthorizationStrategy(StatefulAuthorizationStrategy.class.getName());
        return config;
    }

    private BrokerConfig brokerConfig() {
        var config = new BrokerConfig();
        config.setRocketmqHome(settings.data().toString());
        config.setBrokerName("local");
        config.setBrokerClusterName("local");
        config.setBrokerIP1(LOOPBACK);
        config.setBrokerIP2(LOOPBACK);
        config.setNamesrvAddr(LOOPBACK + ":" + settings.nameServerPort());

        // A misspelt topic is an error, not a new topic.
        config.setAutoCreateTopicEnable(false);
        config.setEnablePropertyFilter(true);
        config.setTraceTopicEnable(true);
        // A garbage collection on a busy laptop is no reason to refuse a send.
        config.setWaitTimeMillsInSendQueue(1_000);

        config.setTransactionTimeOut(settings.checkAfter().toMillis());
        config.setTransactionCheckInterval(settings.checkEvery().toMillis());
        config.setTransactionCheckMax(settings.checkTimes());
        config.setTransactionOpBatchInterval(
                Math.toIntExact(settings.settleEvery().toMillis()));
        // The flusher spins from its start until this has passed once (apache/rocketmq#10515).
        config.setTransactionMetricFlushInterval(1_000);
        return config;
    }

    private MessageStoreConfig storeConfig() {
        var store = settings.data().resolve("store");
        var config = new MessageStoreConfig();
        config.setStorePathRootDir(store.toString());
        config.setStorePathCommitLog(store.resolve("commitlog").toString());
        config.setMappedFileSizeCommitLog(64 * 1024 * 1024);
        config.setMappedFileSizeConsumeQueue(600_000);
        config.setMappedFileSizeTimerLog(8 * 1024 * 1024);
        config.setMaxHashSlotNum(100_000);
        config.setMaxIndexNum(400_000);
        config.setTimerPrecisionMs(100);
        // Each flush compares the whole wheel, 19 MB byte by byte, with its file: at the default of one a second
        // a third of an idle broker's processor time, at one in five seconds still half of a busy broker's. After
        // kill -9 the broker reads the timer log again from the last flush on.
        config.setTimerFlushIntervalMs(60_000);
        config.setMessageDelayLevel(settings.delayLevels());
        // RocketMQ's own 32 messages and 256 KiB would cut a consumer's batches short, however many wait.
        config.setMaxTransferCountOnMessageInMemory(1_024);
        config.setMaxTransferBytesOnMessageInMemory(1024 * 1024);
        return config;
    }
}
