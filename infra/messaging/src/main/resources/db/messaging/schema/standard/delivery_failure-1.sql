-- Why each attempt failed: see io.orderflow.messaging.consume.FailureJournal.
CREATE TABLE IF NOT EXISTS delivery_failure (
  consumer_group VARCHAR(255)                NOT NULL,
  message_id     VARCHAR(64)                 NOT NULL,
  attempt        INT                         NOT NULL,
  failed_at      TIMESTAMP(3) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP(3) NOT NULL,
  topic          VARCHAR(128)                NOT NULL,
  tag            VARCHAR(64)                 NOT NULL,
  message_key    VARCHAR(128)                NOT NULL,
  disposition    VARCHAR(11)                 NOT NULL CHECK (disposition IN ('REDELIVER', 'DEAD_LETTER')),
  exception      VARCHAR(255)                NOT NULL,
  reason         VARCHAR(1000)               NOT NULL,
  stack_trace    VARCHAR(16000)              NOT NULL,
  PRIMARY KEY (consumer_group, message_id, attempt)
);
CREATE INDEX IF NOT EXISTS delivery_failure_by_key ON delivery_failure (message_key);
