package io.orderflow.dashboard.signin;

import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lasts.
 *
 * @param lifetime since the sign-in, whatever is done
 * @param idle since the last page that was opened or form that was sent; pages that renew themselves do not count
 */
@ConfigurationProperties("sign-in.session")
record SessionLimits(
        @Bindable(defaultValue = "8h") Duration lifetime,
        @Bindable(defaultValue = "30m") Duration idle) {

    @ConfigurationInject
    SessionLimits {}

    Instant end(Instant since, Instant acted) {
        var idleEnd = acted.plus(idle);
        var lifeEnd = since.plus(lifetime);
        return idleEnd.isBefore(lifeEnd) ? idleEnd : lifeEnd;
    }
}
