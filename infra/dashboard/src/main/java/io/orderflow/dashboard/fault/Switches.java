package io.orderflow.dashboard.fault;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.orderflow.dashboard.fault.ServiceSwitch.Absent;
import io.orderflow.dashboard.fault.ServiceSwitch.Present;
import io.orderflow.dashboard.fault.ServiceSwitch.Silent;
import io.orderflow.dashboard.signin.ServiceTokens;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The switches of all services, over HTTP. */
@Singleton
class Switches {

    /** Only order-service publishes in a transaction. */
    private static final String PUBLISHES = "order-service";

    private final Map<String, SwitchClient> clients = new LinkedHashMap<>();
    private final ServiceTokens tokens;

    Switches(
            SwitchClient.OfOrderService orders,
            SwitchClient.OfPointsService points,
            SwitchClient.OfCouponService coupons,
            SwitchClient.OfNotifyService notifications,
            SwitchClient.OfSeckillGateway gateway,
            ServiceTokens tokens) {
        clients.put(PUBLISHES, orders);
        clients.put("points-service", points);
        clients.put("coupon-service", coupons);
        clients.put("notify-service", notifications);
        clients.put("seckill-gateway", gateway);
        this.tokens = tokens;
    }

    Set<String> services() {
        return clients.keySet();
    }

    ServiceSwitch look(String service) {
        try {
            var consuming = client(service).consuming(tokens.looking());
            if (consuming.getStatus() == HttpStatus.NOT_FOUND) {
                return new Absent(service);
            }
            return new Present(
                    service,
                    body(consuming),
                    service.equals(PUBLISHES)
                            ? Optional.of(body(client(service).publishing(tokens.looking())))
                            : Optional.empty());
        } catch (HttpClientException | IllegalStateException silent) {
            return new Silent(service, String.valueOf(silent.getMessage()));
        }
    }

    /**
     * @param person the operator's name
     * @throws HttpClientException if the service refuses or does not answer
     */
    void set(String person, String service, Side side, FaultSetting setting) {
        var client = client(service);
        var operator = tokens.operator(person);
        var answer = switch (side) {
            case CONSUMING -> setting.on() ? client.consuming(operator, setting) : client.consumingOff(operator);
            case PUBLISHING -> setting.on() ? client.publishing(operator, setting) : client.publishingOff(operator);
        };
        if (answer.getStatus().getCode() >= HttpStatus.BAD_REQUEST.getCode()) {
            throw new HttpClientException(service + " has no such switch: it does not run in the local profile");
        }
    }

    private SwitchClient client(String service) {
        var client = clients.get(service);
        if (client == null) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        return client;
    }

    private static FaultSetting body(HttpResponse<FaultSetting> answer) {
        return answer.getBody()
                .orElseThrow(() -> new IllegalStateException("answered " + answer.getStatus() + " and no setting"));
    }
}
