package io.orderflow.faults;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /faults}: what an operator sees of the {@link FaultSwitch}. */
@Controller("/faults")
@Secured("operator")
@Requires(env = "local")
class FaultController {

    private static final Logger LOG = LoggerFactory.getLogger(FaultController.class);

    private final FaultSwitch faults;

    FaultController(FaultSwitch faults) {
        this.faults = faults;
    }

    @Get
    FaultSetting get() {
        return FaultSetting.of(faults.get());
    }

    @Put
    FaultSetting set(@Valid @Body FaultSetting setting) {
        Fault fault = setting.toFault();
        faults.set(fault);
        LOG.warn("Faults switched to {} by an operator", fault);
        return FaultSetting.of(fault);
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void off() {
        faults.set(new Fault.Off());
        LOG.warn("Faults switched off by an operator");
    }
}
