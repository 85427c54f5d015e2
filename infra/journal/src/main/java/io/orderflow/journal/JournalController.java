package io.orderflow.journal;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /journal}: lets an operator switch the journal off and on, to see what it costs. */
@Controller("/journal")
@Secured("operator")
@Requires(env = "local")
@Requires(beans = Shipping.class)
class JournalController {

    private static final Logger LOG = LoggerFactory.getLogger(JournalController.class);

    private final Journal journal;

    JournalController(Journal journal) {
        this.journal = journal;
    }

    @Get
    JournalSetting get() {
        return new JournalSetting(journal.isEnabled());
    }

    @Put
    JournalSetting set(@Valid @Body JournalSetting setting) {
        boolean enabled = Objects.requireNonNull(setting.enabled(), "validated");
        journal.enable(enabled);
        LOG.warn("Journal switched {} by an operator", enabled ? "on" : "off");
        return get();
    }
}
