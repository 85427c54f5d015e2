package io.orderflow.local.launcher.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person reads when the stack is ready: where it is, how to sign in, and commands to try. Nothing secret: a detached
 * launcher writes it to its log.
 */
final class Welcome {

    private static final String CUSTOMER = "alice";

    private final LocalStack local;
    private final Optional<Path> data;

    /** @param data the folder, where it is not the usual one */
    Welcome(LocalStack local, Optional<Path> data) {
        this.local = local;
        this.data = data;
    }

    String text(Duration took) {
        String urls = local.services().stream()
                .map(service -> "  %-16s http://127.0.0.1:%d"
                        .formatted(service.name(), service.ports().getFirst()))
                .collect(Collectors.joining("\n"));
        return TEMPLATE.replace("{seconds}", String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))
                .replace("{urls}", urls)
                .replace("{customer}", CUSTOMER)
                .replace("{data}", data.map(folder -> " --data " + folder).orElse(""))
                .replace("{orders}", Integer.toString(local.port("order-service")))
                .replace("{points}", Integer.toString(local.port("points-service")))
                .replace("{coupons}", Integer.toString(local.port("coupon-service")))
                .replace("{notifications}", Integer.toString(local.port("notify-service")))
                .replace("{dashboard}", Integer.toString(local.port("dashboard")))
                .replace("{gateway}", Integer.toString(local.port("seckill-gateway")));
    }

    private static final String TEMPLATE = """

            Ready after {seconds} s.

            {urls}

            See everything at http://127.0.0.1:{dashboard}; sign in as olga, an operator, or as rita, who sees and changes nothing.
            The passwords (they are in no log):

            infra/password olga{data}
            infra/password rita{data}

            A token for customer {customer}, good for 12 hours:

            TOKEN=$(infra/token customer {customer}{data})

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
