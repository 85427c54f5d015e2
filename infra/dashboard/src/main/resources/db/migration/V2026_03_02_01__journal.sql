-- What every message went through, as the services tell it; one row per step.
CREATE TABLE journal_entry (
  id             BIGINT                                             NOT NULL AUTO_INCREMENT,
  at             DATETIME(6)                                        NOT NULL COMMENT 'when it began, by the clock of the instance that did it',
  service        VARCHAR(64)                                        NOT NULL,
  instance       VARCHAR(64)                                        NOT NULL,
  step           VARCHAR(32) COLLATE utf8mb4_bin              NOT NULL,
  request        VARCHAR(255)                                       NULL,
  topic          VARCHAR(128)                                       NULL,
  tag            VARCHAR(64)                                        NULL,
  message_key    VARCHAR(128) COLLATE utf8mb4_bin                   NULL,
  message_id     VARCHAR(64) COLLATE utf8mb4_bin              NULL,
  tx_id          VARCHAR(64) COLLATE utf8mb4_bin              NULL,
  trace_id       VARCHAR(32) COLLATE utf8mb4_bin              NULL,
  born_at        DATETIME(3)                                        NULL,
  consumer_group VARCHAR(128)                                       NULL,
  attempt        INT                                                NOT NULL COMMENT '0: not a delivery, not a check-back',
  outcome        VARCHAR(32) COLLATE utf8mb4_bin              NOT NULL,
  micros         BIGINT                                             NOT NULL,
  exception      VARCHAR(255)                                       NULL,
  reason         VARCHAR(1000)                                      NULL,
  stack          TEXT                                               NULL,
  next_at        DATETIME(6)                                        NULL,
  PRIMARY KEY (id),
  KEY journal_by_key (message_key, at),
  KEY journal_by_message (message_id),
  KEY journal_by_transaction (tx_id),
  KEY journal_by_trace (trace_id),
  KEY journal_by_age (at)
);

-- Messages that speak of several: from each of those to the key that they travel under.
CREATE TABLE journal_member (
  member      VARCHAR(128) COLLATE utf8mb4_bin NOT NULL,
  message_key VARCHAR(128) COLLATE utf8mb4_bin NOT NULL,
  at          DATETIME(6)                      NOT NULL,
  PRIMARY KEY (member, message_key),
  KEY journal_members (message_key),
  KEY journal_member_by_age (at)
);

-- A batch that arrives again finds itself here.
CREATE TABLE journal_batch (
  service    VARCHAR(64) NOT NULL,
  instance   VARCHAR(64) NOT NULL,
  number     BIGINT      NOT NULL,
  shipped_at DATETIME(6) NOT NULL,
  PRIMARY KEY (service, instance, number),
  KEY journal_batch_by_age (shipped_at)
);

-- What is missing from the journal, and where somebody has to know: minutes with losses or sampling, and no others.
CREATE TABLE journal_gap (
  minute         DATETIME    NOT NULL,
  service        VARCHAR(64) NOT NULL,
  sampled_one_in INT         NOT NULL COMMENT 'the smallest share of that minute',
  lost_failures  BIGINT      NOT NULL,
  lost_successes BIGINT      NOT NULL,
  PRIMARY KEY (minute, service)
);
