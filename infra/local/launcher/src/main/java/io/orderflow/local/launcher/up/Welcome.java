package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.data.Secrets;
import io.orderflow.local.launcher.token.LocalTokens;
import io.orderflow.local.launcher.token.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person reads when the stack is ready: where it is, how to sign in, and commands to try. */
final class Welcome {

    private static final String CUSTOMER = "alice";

    private final LocalStack local;
    private final Secrets secrets;

    Welcome(LocalStack local, Secrets secrets) {
        this.local = local;
        this.secrets = secrets;
    }

    String text(Duration took) {
        String urls = local.services().stream()
                .map(service -> "  %-16s http://127.0.0.1:%d"
                        .formatted(service.name(), service.ports().getFirst()))
                .collect(Collectors.joining("\n"));
        return TEMPLATE.replace("{seconds}", String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))
                .replace("{urls}", urls)
                .replace("{customer}", CUSTOMER)
                .replace("{token}", new LocalTokens(secrets, Clock.systemUTC()).issue(Role.CUSTOMER, CUSTOMER))
                .replace("{orders}", Integer.toString(local.port("order-service")))
                .replace("{points}", Integer.toString(local.port("points-service")))
                .replace("{coupons}", Integer.toString(local.port("coupon-service")))
                .replace("{notifications}", Integer.toString(local.port("notify-service")))
                .replace("{dashboard}", Integer.toString(local.port("dashboard")))
                .replace("{operator}", secrets.get(LocalStack.OPERATOR_PASSWORD))
                .replace("{reader}", secrets.get(LocalStack.READER_PASSWORD))
                .replace("{gateway}", Integer.toString(local.port("seckill-gateway")));
    }

    private static final String TEMPLATE = """

            Ready after {seconds} s.

            {urls}

            See everything at http://127.0.0.1:{dashboard}; sign in as operator with {operator},
            or as reader, who sees and changes nothing, with {reader}

            A token for customer {customer}, good for 12 hours (infra/token makes others):

            TOKEN={token}

            Place an order:

            curl -sS http://127.0.0.1:{orders}/orders -H "Authorization: Bearer $TOKEN" \\
              -H "Idempotency-Key: $(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)" \\
              -H 'Content-Type: application/json' -d '{"lines":[{"sku":"tea-green","quantity":2}]}'

            See its points, coupon and notification:

            for URL in {points}/points/me {coupons}/coupons/me {notifications}/notifications/me; do
              curl -sS "http://127.0.0.1:$URL" -H "Authorization: Bearer $TOKEN"; echo
            done

            Buy in the flash sale, and see what becomes of the ticket:

            curl -sSi http://127.0.0.1:{gateway}/sales/1/purchases -H "Authorization: Bearer $TOKEN" \\
              -H "Idempotency-Key: $(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)" \\
              -H 'Content-Type: application/json' -d '{"quantity":1}'
            curl -sS http://127.0.0.1:{gateway}/tickets/TICKET -H "Authorization: Bearer $TOKEN"
            """;
}
