package io.orderflow.messaging.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A Lua script: run by its digest, sent in full only where the server does not know it. */
final class Script {

    private final String source;
    private final String digest;

    Script(String source) {
        this.source = source;
        this.digest = sha1(source);
    }

    <R> R run(RedissonClient redisson, RScript.ReturnType type, List<Object> keys, List<Object> arguments) {
        RScript script = redisson.getScript(StringCodec.INSTANCE);
        Object[] values = arguments.toArray();
        try {
            return script.evalSha(RScript.Mode.READ_WRITE, digest, type, keys, values);
        } catch (RedisNoScriptException forgotten) {
            return script.eval(RScript.Mode.READ_WRITE, source, type, keys, values);
        }
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
