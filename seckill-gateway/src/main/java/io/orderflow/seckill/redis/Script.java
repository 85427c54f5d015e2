package io.orderflow.seckill.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A Lua script, run by its digest. */
final class Script {

    private final String source;
    private final String digest;

    private Script(String source) {
        this.source = source;
        this.digest = sha1(source);
    }

    /** @param name of a file beside this class, without {@code .lua} */
    static Script named(String name) {
        try (var in = Script.class.getResourceAsStream(name + ".lua")) {
            return new Script(
                    new String(Objects.requireNonNull(in, "No script " + name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * For a script whose answer is text, and only where the server knows it; empty where it does not. Completes on a thread of the
     * Redis client.
     */
    CompletionStage<Optional<String>> runIfKnown(RedissonClient redisson, List<Object> keys, Object... arguments) {
        return redisson.getScript(StringCodec.INSTANCE)
                .<String>evalShaAsync(Mode.READ_WRITE, digest, ReturnType.VALUE, keys, arguments)
                .handle((answer, failure) -> {
                    var cause = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                            ? wrapper.getCause()
                            : failure;
                    return switch (cause) {
                        case null -> Optional.of(answer);
                        case RedisNoScriptException unknown -> Optional.empty();
                        default -> throw new CompletionException(cause);
                    };
                });
    }

    /**
     * Runs it, and so makes it known to the server until it is restarted. Not by SCRIPT LOAD, which Redis 6 writes into its
     * append-only log and sends to its replicas; nor does the client, whose script cache is off.
     */
    void makeKnown(RedissonClient redisson, List<Object> keys, Object... arguments) {
        redisson.getScript(StringCodec.INSTANCE).eval(Mode.READ_WRITE, source, ReturnType.VALUE, keys, arguments);
    }

    /** For a script whose answer is a list. Sent in full where the server does not know it. */
    List<Object> run(RedissonClient redisson, List<Object> keys, Object... arguments) {
        RScript script = redisson.getScript(StringCodec.INSTANCE);
        try {
            return script.evalSha(Mode.READ_WRITE, digest, ReturnType.LIST, keys, arguments);
        } catch (RedisNoScriptException forgotten) {
            return script.eval(Mode.READ_WRITE, source, ReturnType.LIST, keys, arguments);
        }
    }

    /** For a script whose answer is one number. Sent in full where the server does not know it. */
    long runForNumber(RedissonClient redisson, List<Object> keys, Object... arguments) {
        RScript script = redisson.getScript(StringCodec.INSTANCE);
        Long answer;
        try {
            answer = script.evalSha(Mode.READ_WRITE, digest, ReturnType.LONG, keys, arguments);
        } catch (RedisNoScriptException forgotten) {
            answer = script.eval(Mode.READ_WRITE, source, ReturnType.LONG, keys, arguments);
        }
        return answer;
    }

    private static String sha1(String text) {
        try {
            // Redis names scripts by SHA-1; nothing is protected by it.
            var sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
