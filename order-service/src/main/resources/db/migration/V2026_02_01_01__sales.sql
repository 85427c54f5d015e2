-- What a flash sale may sell, and has sold. Here, and not in Redis, it is decided whether a purchase becomes an order.
CREATE TABLE sale (
  id                     BIGINT      NOT NULL,
  epoch                  INT         NOT NULL COMMENT 'tickets of an older one are refused',
  epoch_available        BIGINT      NOT NULL COMMENT 'available when this epoch began: what was declared for it, however often it is asked',
  sku                    VARCHAR(64) NOT NULL,
  price                  BIGINT      NOT NULL COMMENT 'of one unit, minor units of currency',
  currency               CHAR(3)     NOT NULL,
  units                  BIGINT      NOT NULL,
  available              BIGINT      NOT NULL COMMENT 'nobody has ordered them',
  reserved               BIGINT      NOT NULL COMMENT 'ordered, payment awaited',
  sold                   BIGINT      NOT NULL COMMENT 'ordered, no payment awaited any more',
  limit_per_customer     INT         NOT NULL COMMENT 'units',
  payment_window_seconds BIGINT      NOT NULL COMMENT '0: no payment awaited',
  PRIMARY KEY (id),
  FOREIGN KEY (sku) REFERENCES product (sku),
  CONSTRAINT no_unit_is_sold_twice_or_lost
    CHECK (available >= 0 AND reserved >= 0 AND sold >= 0 AND available + reserved + sold = units)
);

-- How many units of a sale a customer has; the row's own check keeps the limit.
CREATE TABLE sale_customer (
  sale_id     BIGINT                          NOT NULL,
  customer_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
  units       INT                             NOT NULL,
  unit_limit  INT                             NOT NULL,
  PRIMARY KEY (sale_id, customer_id),
  CONSTRAINT nobody_gets_more_than_the_limit CHECK (units >= 0 AND units <= unit_limit)
);

-- One row per ticket that is decided, for good. An order's id is its ticket.
CREATE TABLE purchase (
  ticket         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sale_id        BIGINT                                         NOT NULL COMMENT 'as the ticket says, there may be none',
  epoch          INT                                            NOT NULL,
  customer_id    VARCHAR(64) COLLATE utf8mb4_bin                NOT NULL,
  quantity       INT                                            NOT NULL,
  decision       ENUM ('ORDERED', 'REFUSED', 'EXPIRED')         NOT NULL,
  reason         VARCHAR(32)                                    NULL COMMENT 'why not; null for an order',
  decided_at     DATETIME(3)                                    NOT NULL,
  payment_due_at DATETIME(3)                                    NULL COMMENT 'units come back if unpaid by then; null: no payment awaited',
  returned_at    DATETIME(3)                                    NULL COMMENT 'when they did',
  PRIMARY KEY (ticket),
  KEY purchases_by_sale (sale_id),
  KEY purchases_unpaid (returned_at, payment_due_at)
);
