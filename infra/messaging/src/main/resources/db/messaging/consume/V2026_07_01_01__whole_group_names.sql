-- As long as RocketMQ allows: a group is part of the key, so it can't be cut like a tag or a message's key.
ALTER TABLE delivery_failure MODIFY consumer_group VARCHAR(255) NOT NULL;
