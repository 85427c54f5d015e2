package io.orderflow.load.scenario;

import io.orderflow.load.generate.Pace;
import java.time.Duration;

/** How hard and how long; the same for every scenario. */
public record Settings(
        Pace pace, int concurrency, Duration time, Duration warmUp, Duration slice, int rounds, int customers) {}
