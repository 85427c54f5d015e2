CREATE TABLE sale (
  id                     BIGINT       NOT NULL AUTO_INCREMENT COMMENT 'below 4,194,304: 22 bits of every ticket',
  sku                    VARCHAR(64)  NOT NULL,
  price                  BIGINT       NOT NULL COMMENT 'of one unit, minor units of the sku\'s currency',
  units                  BIGINT       NOT NULL,
  limit_per_customer     INT          NOT NULL COMMENT 'units',
  opens_at               DATETIME(3)  NOT NULL,
  closes_at              DATETIME(3)  NOT NULL,
  queue_bound            BIGINT       NOT NULL COMMENT 'tickets that wait for a decision, at most',
  admission_rate         INT          NOT NULL COMMENT 'tickets a second, at most; 0: no bound',
  payment_window_seconds BIGINT       NOT NULL COMMENT '0: no payment awaited',
  token_required         BOOLEAN      NOT NULL,
  phase                  ENUM ('CREATED', 'OPEN', 'PAUSED', 'CLOSED') NOT NULL COMMENT 'what the operator wants',
  epoch                  INT          NOT NULL COMMENT 'from 1; below 4,096: 12 bits of every ticket',
  warm_epoch             INT          NOT NULL COMMENT 'the epoch that Redis was loaded for; the sale is warm while it is the current one',
  warming_sent_at        DATETIME(3)  NULL COMMENT 'when order-service was last asked for the current epoch\'s stock',
  warming_refused        VARCHAR(500) NULL COMMENT 'why order-service does not take this sale',
  created_at             DATETIME(3)  NOT NULL,
  created_by             VARCHAR(64)  NOT NULL,
  closed_at              DATETIME(3)  NULL,
  PRIMARY KEY (id),
  KEY sales_on_board (phase, closed_at),
  CHECK (units > 0 AND limit_per_customer > 0 AND queue_bound > 0 AND price >= 0 AND opens_at < closes_at)
);

-- What became of each ticket, as order-service decided. Tickets that still wait are in Redis alone.
CREATE TABLE ticket (
  id          CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sale_id     BIGINT                                         NOT NULL,
  epoch       INT                                            NOT NULL,
  customer_id VARCHAR(64) COLLATE utf8mb4_bin                NOT NULL,
  quantity    INT                                            NOT NULL,
  status      ENUM ('ORDERED', 'REFUSED', 'EXPIRED')         NOT NULL,
  reason      VARCHAR(32)                                    NULL,
  ordered     BOOLEAN                                        NOT NULL COMMENT 'there is, or was, an order with this id',
  decided_at  DATETIME(3)                                    NOT NULL,
  PRIMARY KEY (id),
  KEY tickets_by_sale (sale_id, customer_id)
);
