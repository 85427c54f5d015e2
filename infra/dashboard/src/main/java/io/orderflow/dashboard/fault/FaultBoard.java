package io.orderflow.dashboard.fault;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.dashboard.fault.ServiceSwitch.Absent;
import io.orderflow.dashboard.fault.ServiceSwitch.Present;
import io.orderflow.dashboard.fault.ServiceSwitch.Silent;
import io.orderflow.dashboard.live.Live;
import io.orderflow.dashboard.page.Banner;
import io.orderflow.dashboard.page.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which switches are on, looked up every few seconds: a page never waits for it. */
@Context
class FaultBoard implements Banner {

    private static final Logger LOG = LoggerFactory.getLogger(FaultBoard.class);

    /** Made when first looked at: an HTTP client needs what binds arguments, which needs every banner. */
    private final BeanProvider<Switches> switches;

    private final Live live;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile List<ServiceSwitch> seen = List.of();

    FaultBoard(BeanProvider<Switches> switches, Live live) {
        this.switches = switches;
        this.live = live;
    }

    List<ServiceSwitch> seen() {
        return seen;
    }

    @Scheduled(fixedDelay = "3s")
    void look() {
        var asked = switches.get();
        var looking = asked.services().stream()
                .map(service -> CompletableFuture.supplyAsync(() -> asked.look(service), threads))
                .toList();
        var now = looking.stream().map(CompletableFuture::join).toList();
        var before = seen;
        seen = now;
        if (!now.equals(before)) {
            tell(before, now);
            live.changed("faults");
        }
    }

    @Override
    public Optional<String> text(Texts texts) {
        var on = seen.stream()
                .filter(Present.class::isInstance)
                .map(Present.class::cast)
                .filter(Present::on)
                .map(present -> present.service() + ": " + what(present, texts))
                .collect(Collectors.joining("; "));
        return on.isEmpty() ? Optional.empty() : Optional.of(texts.text("fault.banner", on));
    }

    private static String what(Present present, Texts texts) {
        return Stream.concat(Stream.of(present.consuming()), present.publishing().stream())
                .filter(FaultSetting::on)
                .map(setting -> setting.text(texts))
                .collect(Collectors.joining(", "));
    }

    /** Once for each change; a service that is unavailable for an hour is not logged every few seconds. */
    private static void tell(List<ServiceSwitch> before, List<ServiceSwitch> now) {
        for (var each : now) {
            if (!before.contains(each)) {
                switch (each) {
                    case Present present -> LOG.info("Faults of {}: {}", present.service(), present);
                    case Absent absent -> LOG.debug("{} has no failure switch", absent.service());
                    case Silent silent -> LOG.info("{} does not tell its faults: {}", silent.service(), silent.why());
                }
            }
        }
    }
}
