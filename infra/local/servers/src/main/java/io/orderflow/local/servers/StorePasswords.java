package io.orderflow.local.servers;

/** Passwords of the users of each server: a user's password for MySQL reveals nothing about its one for Redis. */
public record StorePasswords(Passwords mysql, Passwords redis, Passwords rocketMq) {

    /** @param secrets asked for {@code mysql-USER}, {@code redis-USER} and {@code rocketmq-USER} */
    public static StorePasswords of(Passwords secrets) {
        return new StorePasswords(
                user -> secrets.of("mysql-" + user),
                user -> secrets.of("redis-" + user),
                user -> secrets.of("rocketmq-" + user));
    }
}
