package io.orderflow.micronaut.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * SHA-256 of a whole token, which stands for it where many are remembered: 32 bytes instead of some 700. No two tokens with one
 * digest can be found, so the sender of any token but the one that was checked is not taken for its owner.
 */
record TokenDigest(long first, long second, long third, long fourth) {

    static TokenDigest of(String token) {
        var words = ByteBuffer.wrap(Signatures.sha256().digest(token.getBytes(UTF_8)));
        return new TokenDigest(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }
}
