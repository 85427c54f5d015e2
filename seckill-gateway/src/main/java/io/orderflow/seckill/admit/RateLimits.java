package io.orderflow.seckill.admit;

import io.github.bucket4j.TimeMeter;
import io.micronaut.http.HttpRequest;
import io.orderflow.micronaut.connection.ClientAddress;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often one customer, and one address, may ask. Counted by this instance for itself, for a bounded number of them. */
@Singleton
class RateLimits {

    private static final Answer OF_CUSTOMER = new Answer.RateLimited(Answer.RateLimited.Whose.CUSTOMER);
    private static final Answer OF_ADDRESS = new Answer.RateLimited(Answer.RateLimited.Whose.ADDRESS);

    private final @Nullable TokenBuckets customers;
    private final @Nullable TokenBuckets addresses;
    private final ClientAddress clientAddress;

    RateLimits(AdmissionSettings.Limits limits, ClientAddress clientAddress) {
        this.customers = limits.perCustomer() == 0
                ? null
                : new TokenBuckets(
                        limits.perCustomer(),
                        Math.max(limits.burst(), limits.perCustomer()),
                        limits.remembered(),
                        TimeMeter.SYSTEM_NANOTIME);
        this.addresses = limits.perAddress() == 0
                ? null
                : new TokenBuckets(
                        limits.perAddress(), limits.perAddress(), limits.remembered(), TimeMeter.SYSTEM_NANOTIME);
        this.clientAddress = clientAddress;
    }

    /** Counts this request. @return why it is one too many */
    Optional<Answer> refusal(String customerId, HttpRequest<?> request) {
        if (addresses != null && !addresses.take(clientAddress.of(request))) {
            return Optional.of(OF_ADDRESS);
        }
        if (customers != null && !customers.take(customerId)) {
            return Optional.of(OF_CUSTOMER);
        }
        return Optional.empty();
    }
}
