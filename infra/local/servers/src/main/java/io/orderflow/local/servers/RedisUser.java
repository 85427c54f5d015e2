package io.orderflow.local.servers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's rights in Redis. A script may do what its caller may do, so scripts need no list of their own.
 *
 * @param keys patterns of the keys that the user may touch
 * @param commands in the notation of Redis' ACL rules; nothing else is allowed
 */
public record RedisUser(String name, List<String> keys, List<String> commands) {

    /** May do everything: for tests and for people, for no service. */
    public static final String ADMINISTRATOR = "root";

    /** May ask whether the server answers. */
    static final String PROBE = "probe";

    /** What a Redisson client sends by itself. */
    private static final List<String> CONNECTING = List.of("+ping", "+client|setname");

    private static final List<String> SCRIPTS = List.of("+eval", "+evalsha");

    /** One user per service that uses Redis, under the name of its database user. */
    public static List<RedisUser> services() {
        return List.of(
                claims("points_service", "points-service"),
                claims("coupon_service", "coupon-service"),
                claims("notify_service", "notify-service"),
                new RedisUser(
                        "seckill_gateway",
                        List.of("{sale:*}*"),
                        commands(
                                SCRIPTS,
                                List.of(
                                        "+@hash",
                                        "+@set",
                                        "+@sortedset",
                                        "+@stream",
                                        "+@string",
                                        "+del",
                                        "+unlink",
                                        "+exists",
                                        "+expire",
                                        "+pexpire",
                                        "+ttl",
                                        "+pttl",
                                        "+time",
                                        "+info"))));
    }

    public static Optional<RedisUser> service(String name) {
        return services().stream().filter(user -> user.name.equals(name)).findFirst();
    }

    private static RedisUser claims(String name, String consumerGroup) {
        return new RedisUser(
                name,
                List.of("claim:" + consumerGroup + ":*"),
                commands(SCRIPTS, List.of("+get", "+set", "+del", "+pttl")));
    }

    private static List<String> commands(List<String> scripts, List<String> more) {
        return Stream.of(CONNECTING, scripts, more).flatMap(List::stream).toList();
    }

    /** All users, one line each; Redis' own default user, which needs no password, is off. */
    static List<String> aclFile(Passwords passwords) {
        var users = new ArrayList<>(services());
        users.add(new RedisUser(PROBE, List.of(), List.of("+ping")));
        users.add(new RedisUser(ADMINISTRATOR, List.of("*"), List.of("&*", "+@all")));
        var lines = new ArrayList<>(List.of("user default off resetpass resetkeys resetchannels -@all"));
        users.forEach(user -> lines.add(user.rule(passwords.of(user.name))));
        return lines;
    }

    /** Redis needs no more than the digest, and the file holds no more. */
    private String rule(String password) {
        var rule = new ArrayList<>(List.of("user", name, "on", "#" + sha256(password), "resetchannels"));
        keys.forEach(pattern -> rule.add("~" + pattern));
        rule.add("-@all");
        rule.addAll(commands);
        return String.join(" ", rule);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
