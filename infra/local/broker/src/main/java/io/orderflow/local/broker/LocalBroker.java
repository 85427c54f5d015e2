package io.orderflow.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.BrokerPathConfigHelper;
import org.apache.rocketmq.broker.BrokerStartup;
import org.apache.rocketmq.broker.transaction.queue.TransactionalMessageServiceImpl;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;

/**
 * RocketMQ's name server and broker in one JVM. SIGTERM ends it within a second and loses nothing that was acknowledged;
 * so does SIGKILL, because acknowledged messages lie in memory-mapped files. Neither survives a power cut.
 */
public final class LocalBroker {

    private final NamesrvController nameServer;
    private final BrokerController broker;

    private LocalBroker(NamesrvController nameServer, BrokerController broker) {
        this.nameServer = nameServer;
        this.broker = broker;
    }

    public static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        var settings = BrokerSettings.fromSystemProperties();
        Files.createDirectories(settings.data());
        var users = BrokerUsers.read(settings.users());
        var config = new RocketMqConfig(settings, users);
        // Where the settings go that an administrator changes while it runs; the default is in the home folder.
        BrokerPathConfigHelper.setBrokerConfigPath(
                settings.data().resolve("store/config/broker.properties").toString());

        var local = new LocalBroker(
                new NamesrvController(
                        config.nameServer(), config.listenOn(settings.nameServerPort()), new NettyClientConfig()),
                BrokerStartup.buildBrokerController(config.broker()));
        Runtime.getRuntime().addShutdownHook(new Thread(local::settleAndHalt, "shutdown"));
        try {
            local.start(settings, users);
        } catch (Exception failure) {
            // Threads of a half-started broker would keep this JVM alive.
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        System.out.printf(
                "RocketMQ is ready after %d ms: name server %d, broker %d, data in %s%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                settings.nameServerPort(),
                settings.brokerPort(),
                settings.data());
    }

    private void start(BrokerSettings settings, BrokerUsers users) throws Exception {
        if (!nameServer.initialize()) {
            throw new IOException("The name server could not be initialised");
        }
        nameServer.getRemotingServer().registerRPCHook(new NameServerGuard(users));
        nameServer.start();
        if (!broker.initialize()) {
            throw new IOException("The broker could not open its store in " + settings.data());
        }
        broker.start();
        new SettledBatches((TransactionalMessageServiceImpl) broker.getTransactionalMessageService())
                .keepIdleOnesQuiet(settings.settleEvery().toMillis());
        register();
    }

    /** The broker's own first registration is often missed and repeated only 10 s later. */
    private void register() {
        var name = broker.getBrokerConfig().getBrokerName();
        while (!nameServer
                .getRouteInfoManager()
                .getAllClusterInfo()
                .getBrokerAddrTable()
                .containsKey(name)) {
            broker.registerBrokerAll(true, false, true);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** RocketMQ's own shutdown waits 12–20 s for its pools. What has to be on disk is written here, the rest just ends. */
    private void settleAndHalt() {
        int status = 0;
        try {
            broker.getConsumerOffsetManager().persist();
            broker.getTopicConfigManager().persist();
            broker.getSubscriptionGroupManager().persist();
            broker.getScheduleMessageService().persist();
            broker.getMessageStore().flush();
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }
}
