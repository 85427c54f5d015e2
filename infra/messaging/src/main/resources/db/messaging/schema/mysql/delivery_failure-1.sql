-- Why each attempt failed: see io.orderflow.messaging.consume.FailureJournal.
CREATE TABLE IF NOT EXISTS delivery_failure (
  consumer_group VARCHAR(255)                      NOT NULL,
  message_id     VARCHAR(64)                       NOT NULL,
  attempt        INT                               NOT NULL,
  failed_at      DATETIME(3)                       NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  topic          VARCHAR(128)                      NOT NULL,
  tag            VARCHAR(64)                       NOT NULL,
  message_key    VARCHAR(128)                      NOT NULL,
  disposition    ENUM ('REDELIVER', 'DEAD_LETTER') NOT NULL,
  exception      VARCHAR(255)                      NOT NULL,
  reason         VARCHAR(1000)                     NOT NULL,
  stack_trace    TEXT                              NOT NULL,
  PRIMARY KEY (consumer_group, message_id, attempt),
  KEY delivery_failure_by_key (message_key)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
-- One that earlier migrations have made gets the same shape; its rows stay.
ALTER TABLE delivery_failure CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE delivery_failure MODIFY consumer_group VARCHAR(255) NOT NULL;
