package io.orderflow.dashboard.deadletter;

import io.orderflow.testkit.TestServers;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/** Brokers that ask only a few times how a transaction ended, until this is closed. */
final class ImpatientBroker implements AutoCloseable {

    private static final String CHECKS = "transactionCheckMax";

    private final DefaultMQAdminExt admin =
            new DefaultMQAdminExt(TestServers.get().brokerAdministrator());
    private final Map<String, String> before = new HashMap<>();

    private ImpatientBroker() {
        admin.setNamesrvAddr(TestServers.get().nameServer());
        admin.setInstanceName("impatient-" + UUID.randomUUID());
    }

    static ImpatientBroker givesUpAfter(int checks) throws Exception {
        var impatient = new ImpatientBroker();
        impatient.admin.start();
        for (var broker :
                impatient.admin.examineBrokerClusterInfo().getBrokerAddrTable().values()) {
            var address = broker.selectBrokerAddr();
            impatient.before.put(
                    address, impatient.admin.getBrokerConfig(address).getProperty(CHECKS));
            impatient.set(address, String.valueOf(checks));
        }
        return impatient;
    }

    private void set(String address, String checks) {
        var changed = new Properties();
        changed.setProperty(CHECKS, checks);
        try {
            admin.updateBrokerConfig(address, changed);
        } catch (Exception refused) {
            throw new IllegalStateException("The broker does not change " + CHECKS, refused);
        }
    }

    @Override
    public void close() {
        try {
            before.forEach(this::set);
        } finally {
            admin.shutdown();
        }
    }
}
