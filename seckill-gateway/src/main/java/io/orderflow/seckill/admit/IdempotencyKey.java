package io.orderflow.seckill.admit;

import org.jspecify.annotations.Nullable;

/** The client's name for one purchase, as order-service takes it: 1 to 128 visible ASCII characters. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 128;

    private IdempotencyKey() {}

    static String validated(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw AdmissionProblems.keyMissing();
        }
        if (key.length() > MAX_LENGTH) {
            throw AdmissionProblems.keyMalformed();
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7f) {
                throw AdmissionProblems.keyMalformed();
            }
        }
        return key;
    }
}
