package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes its effect through a repository, and sends a message about it. */
@RocketMQListener(value = "${fixture.group}", threads = 2)
@Topic("${fixture.topic}")
@Redelivery(times = 0)
@Requires(property = "fixture.listener", value = "noting")
class NotingListener {

    /** By key: whether the note was there when the message about it came. */
    final Map<String, Boolean> told = new ConcurrentHashMap<>();

    private final Notes notes;
    private final Announcements announcements;

    NotingListener(Notes notes, Announcements announcements) {
        this.notes = notes;
        this.announcements = announcements;
    }

    @Tag("announced")
    void alone(@MessageKey String key) {
        notes.save(new Note(key));
        announcements.tellNoted(key, new Announced("noted"));
    }

    @Tag("noted")
    void told(@MessageKey String key) {
        told.put(key, notes.existsById(key));
    }

    @Tag("withdrawn")
    @Transactional
    void inOneTransaction(@MessageKey String key, @MessageBody Announced body) {
        notes.save(new Note(key));
        if (body.text().equals("bad")) {
            throw new IllegalStateException("bad news");
        }
        notes.save(new Note(key + "-2"));
    }

    @Tag("revised")
    @Connectable
    void onOneConnection(@MessageKey String key) {
        notes.save(new Note(key));
        notes.save(new Note(key + "-2"));
    }
}
