package io.orderflow.load.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.bare.BareProcess;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.stack.StackProcess;
import io.orderflow.load.stack.Tokens;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BareProcessIT {

    private static final StackProcess THIS =
            new StackProcess("this", ProcessHandle.current().pid(), 0, "running");

    @Test
    void the_bare_endpoint_answers_customers_and_nobody_else() throws Exception {
        var keys = SigningKeys.temporary();
        try (var issuer = TokenIssuer.start(0, keys, "unused", Clock.systemUTC());
                var bare = BareProcess.start(THIS, issuer.keysUrl())) {
            assertThat(answers(bare, new Tokens(keys, Instant.now()))).containsExactly(202);
            assertThat(answers(bare, new Tokens(SigningKeys.temporary(), Instant.now())))
                    .containsExactly(401);
        }
    }

    @Test
    void it_runs_with_the_flags_of_the_gateway() {
        assertThat(BareProcess.flagsOf(THIS))
                .isNotEmpty()
                .allSatisfy(flag -> assertThat(flag).matches("-X.*|--.*"));
    }

    private static List<Integer> answers(BareProcess bare, Tokens tokens) throws InterruptedException {
        var burst = PurchaseBurst.of(20, List.of("1"), Crowd.of("load-t-", 3, tokens), "k-");
        new Generator(bare.url(), 2)
                .begin(Load.Closed.of(2, Duration.ofSeconds(20)), burst)
                .await();
        return List.copyOf(burst.byStatus().keySet());
    }
}
