package io.orderflow.testkit;

import java.net.URI;
import java.util.Map;

/**
 * Where Redis is, and the user with which to connect.
 *
 * @param user empty for a server without users
 */
public record RedisAccess(String url, String user, String password) {

    /** @param url with {@code user:password@} or without, where the user may be empty */
    static RedisAccess parse(String url) {
        var uri = URI.create(url);
        var credentials = uri.getUserInfo();
        if (credentials == null) {
            return new RedisAccess(url, "", "");
        }
        int colon = credentials.indexOf(':');
        return new RedisAccess(
                url.replace(uri.getRawUserInfo() + "@", ""),
                credentials.substring(0, Math.max(0, colon)),
                credentials.substring(colon + 1));
    }

    /** What a service or {@code messaging-redis} is configured with. */
    public Map<String, Object> properties() {
        return Map.of("redis.url", url, "redis.username", user, "redis.password", password);
    }

    String urlWithCredentials() {
        return password.isEmpty() ? url : url.replace("://", "://" + user + ":" + password + "@");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
