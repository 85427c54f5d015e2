package io.orderflow.load.scenario;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the load itself costs: it runs on the machine that it measures. */
final class LoadProcess {

    private LoadProcess() {}

    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
