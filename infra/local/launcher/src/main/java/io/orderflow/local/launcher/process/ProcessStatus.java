package io.orderflow.local.launcher.process;

import java.time.Duration;
import java.util.Optional;

/**
 * @param pid empty while there is no process
 * @param port the one that clients use
 * @param restarts since it was last started on request
 * @param uptime since it became ready; empty unless it is running
 */
public record ProcessStatus(
        String name, Optional<Long> pid, int port, State state, int restarts, Optional<Duration> uptime) {}
