-- Every dead letter, copied from the broker before it is acknowledged there.
CREATE TABLE dead_letter (
  id                     BIGINT AUTO_INCREMENT PRIMARY KEY,
  consumer_group         VARCHAR(255)                                   NOT NULL COMMENT 'empty: a half message that was checked too often',
  producer_group         VARCHAR(255)                                   NOT NULL COMMENT 'of a half message',
  topic                  VARCHAR(255)                                   NOT NULL,
  tag                    VARCHAR(255)                                   NOT NULL,
  message_key            VARCHAR(255)                                   NOT NULL,
  message_id             VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  origin_message_id      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tx_id                  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
  body                   MEDIUMBLOB                                     NOT NULL,
  properties             MEDIUMTEXT                                     NOT NULL,
  attempts               INT                                            NOT NULL,
  born_at                DATETIME(3)                                    NOT NULL,
  dead_at                DATETIME(3)                                    NOT NULL,
  taken_at               DATETIME(6)                                    NOT NULL,
  exception              VARCHAR(255)                                   NOT NULL DEFAULT '',
  reason                 VARCHAR(1000)                                  NOT NULL DEFAULT '',
  fingerprint            CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  learned_at             DATETIME(6)                                    NULL COMMENT 'when the service told why',
  state                  ENUM ('OPEN', 'REDELIVERED', 'RESOLVED', 'FAILED_AGAIN', 'DISCARDED') NOT NULL,
  redelivery_of          BIGINT                                         NULL COMMENT 'the dead letter that was redelivered and became this one',
  redeliveries           INT                                            NOT NULL DEFAULT 0,
  redelivered_at         DATETIME(6)                                    NULL,
  redelivered_message_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
  edited_body            MEDIUMBLOB                                     NULL COMMENT 'what was sent instead of body',
  resolved_at            DATETIME(6)                                    NULL,
  UNIQUE KEY dead_letter_once (consumer_group, origin_message_id),
  KEY dead_letter_by_kind (state, consumer_group, fingerprint, exception, dead_at),
  KEY dead_letter_by_key (message_key),
  KEY dead_letter_by_message (message_id),
  KEY dead_letter_to_learn (learned_at, taken_at)
);

-- Why each attempt failed, copied from the service that failed, whose own journal is swept sooner.
CREATE TABLE dead_letter_attempt (
  letter_id   BIGINT        NOT NULL,
  attempt     INT           NOT NULL,
  failed_at   DATETIME(3)   NOT NULL,
  disposition VARCHAR(32)   NOT NULL,
  exception   VARCHAR(255)  NOT NULL,
  reason      VARCHAR(1000) NOT NULL,
  stack_trace MEDIUMTEXT    NOT NULL,
  PRIMARY KEY (letter_id, attempt),
  FOREIGN KEY (letter_id) REFERENCES dead_letter (id) ON DELETE CASCADE
);
