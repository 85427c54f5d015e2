package io.orderflow.load.scenario;

import io.orderflow.load.stack.FaultSwitch;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.Tokens;
import java.time.Duration;

/** What a consumer is going through while orders are placed. */
enum ConsumerState {
    RUNNING {
        @Override
        void enter(LocalStack stack, Tokens tokens) {}

        @Override
        void leave(LocalStack stack, Tokens tokens) {}
    },
    DOWN {
        @Override
        void enter(LocalStack stack, Tokens tokens) throws Exception {
            stack.stop(CONSUMER);
        }

        @Override
        void leave(LocalStack stack, Tokens tokens) throws Exception {
            stack.start(CONSUMER);
        }
    },
    SLOW {
        @Override
        void enter(LocalStack stack, Tokens tokens) throws Exception {
            new FaultSwitch(stack.process(CONSUMER), tokens).slow(DELAY);
        }

        @Override
        void leave(LocalStack stack, Tokens tokens) throws Exception {
            new FaultSwitch(stack.process(CONSUMER), tokens).off();
        }
    };

    static final String CONSUMER = "points-service";
    private static final Duration DELAY = Duration.ofMillis(200);

    abstract void enter(LocalStack stack, Tokens tokens) throws Exception;

    /** Back to normal. */
    abstract void leave(LocalStack stack, Tokens tokens) throws Exception;
}
