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

/** {@code /faults/publishing}: what an operator sees of the {@link PublishFaultSwitch}. */
@Controller("/faults/publishing")
@Secured("operator")
@Requires(env = "local")
class PublishFaultController {

    private static final Logger LOG = LoggerFactory.getLogger(PublishFaultController.class);

    private final PublishFaultSwitch faults;

    PublishFaultController(PublishFaultSwitch faults) {
        this.faults = faults;
    }

    @Get
    PublishFaultSetting get() {
        return PublishFaultSetting.of(faults.get());
    }

    @Put
    PublishFaultSetting set(@Valid @Body PublishFaultSetting setting) {
        PublishFault fault = setting.toFault();
        faults.set(fault);
        LOG.warn("Faults of publishing switched to {} by an operator", fault);
        return PublishFaultSetting.of(fault);
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void off() {
        faults.set(new PublishFault.Off());
        LOG.warn("Faults of publishing switched off by an operator");
    }
}
