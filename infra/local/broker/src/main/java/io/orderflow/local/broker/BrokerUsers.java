package io.orderflow.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.rocketmq.auth.authentication.enums.UserStatus;
import org.apache.rocketmq.auth.authentication.enums.UserType;
import org.apache.rocketmq.auth.authentication.model.User;
import org.apache.rocketmq.auth.authorization.enums.Decision;
import org.apache.rocketmq.auth.authorization.enums.PolicyType;
import org.apache.rocketmq.auth.authorization.model.Acl;
import org.apache.rocketmq.auth.authorization.model.Policy;
import org.apache.rocketmq.auth.authorization.model.PolicyEntry;
import org.apache.rocketmq.auth.authorization.model.Resource;
import org.apache.rocketmq.common.action.Action;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.jspecify.annotations.Nullable;

/**
 * Users and their rights, read once from the file that the launcher or the testkit has written ({@code BrokerUser} there).
 * Nothing changes them while the broker runs, so nothing has to be created through an administrator's connection first.
 */
final class BrokerUsers {

    private static final String BROKER = "broker";

    private final Map<String, User> users = new HashMap<>();
    private final Map<String, List<PolicyEntry>> rights = new HashMap<>();

    private BrokerUsers() {}

    static BrokerUsers read(Path file) {
        var read = new BrokerUsers();
        try {
            for (var line : Files.readAllLines(file)) {
                read.add(line.split(" "));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The broker's users can't be read: " + file, unreadable);
        }
        return read;
    }

    private void add(String[] words) {
        var name = words[1];
        switch (words[0]) {
            case "administrator" -> addUser(name, words[2], UserType.SUPER);
            case "service" -> {
                addUser(name, words[2], UserType.NORMAL);
                // RocketMQ 5.5 lets answers to check-backs name this topic instead of the message's own. It takes no
                // message that is sent there.
                allow(name, Resource.ofTopic(TopicValidator.RMQ_SYS_TRANS_HALF_TOPIC), Action.PUB);
            }
            case "publishes" -> allow(name, Resource.ofTopic(words[2]), Action.PUB);
            case "consumes" -> {
                allow(name, Resource.ofGroup(words[2]), Action.SUB, Action.GET);
                // RocketMQ 5.5 looks for the group's offsets under a topic of the group's name.
                allow(name, Resource.ofTopic(words[2]), Action.SUB, Action.GET);
                allow(name, Resource.ofTopic(words[3]), Action.SUB, Action.GET);
            }
            default -> throw new IllegalArgumentException("Not a kind of right: " + words[0]);
        }
    }

    private void addUser(String name, String password, UserType type) {
        var user = User.of(name, password, type);
        user.setUserStatus(UserStatus.ENABLE);
        users.put(name, user);
    }

    private void allow(String name, Resource resource, Action... actions) {
        rights.computeIfAbsent(name, first -> new ArrayList<>())
                .add(PolicyEntry.of(resource, List.of(actions), null, Decision.ALLOW));
    }

    /** What the broker signs its own requests with, in RocketMQ's notation. */
    String brokersCredentials() {
        var broker = Objects.requireNonNull(users.get(BROKER), "The file of users has no administrator " + BROKER);
        // Neither has a character that JSON would escape.
        return "{\"accessKey\":\"%s\",\"secretKey\":\"%s\"}".formatted(broker.getUsername(), broker.getPassword());
    }

    @Nullable
    User user(String name) {
        return users.get(name);
    }

    /** @param subject a user, as RocketMQ names it: {@code User:name} */
    @Nullable
    Acl rights(String subject) {
        var name = subject.substring(subject.indexOf(':') + 1);
        var entries = rights.get(name);
        return entries == null ? null : Acl.of(User.of(name), Policy.of(PolicyType.CUSTOM, List.copyOf(entries)));
    }
}
