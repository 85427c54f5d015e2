CREATE TABLE product (
  sku      VARCHAR(64)  NOT NULL,
  name     VARCHAR(200) NOT NULL,
  price    BIGINT       NOT NULL COMMENT 'minor units of currency',
  currency CHAR(3)      NOT NULL,
  PRIMARY KEY (sku),
  CHECK (price >= 0)
);

-- The idempotency key stands in the order itself: one row, one unique key, one truth.
CREATE TABLE orders (
  id              CHAR(36) CHARACTER SET ascii COLLATE ascii_bin     NOT NULL,
  customer_id     VARCHAR(64) COLLATE utf8mb4_bin                    NOT NULL,
  idempotency_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    CHAR(64) CHARACTER SET ascii COLLATE ascii_bin     NOT NULL COMMENT 'SHA-256 of the lines, hexadecimal',
  status          VARCHAR(16)                                        NOT NULL,
  total           BIGINT                                             NOT NULL COMMENT 'minor units of currency',
  currency        CHAR(3)                                            NOT NULL,
  placed_at       DATETIME(3)                                        NOT NULL,
  seen_at         DATETIME(3)                                        NULL COMMENT 'when its event came back from the broker',
  resend_after    DATETIME(3)                                        NOT NULL COMMENT 'when the sweep sends an unseen event again',
  PRIMARY KEY (id),
  UNIQUE KEY one_order_per_idempotency_key (customer_id, idempotency_key),
  KEY orders_by_customer (customer_id, id),
  KEY orders_unseen (seen_at, resend_after)
);

CREATE TABLE order_line (
  order_id   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line_no    SMALLINT                                       NOT NULL,
  sku        VARCHAR(64)                                    NOT NULL,
  quantity   INT                                            NOT NULL,
  unit_price BIGINT                                         NOT NULL COMMENT 'minor units, when the order was placed',
  PRIMARY KEY (order_id, line_no),
  FOREIGN KEY (order_id) REFERENCES orders (id),
  CHECK (quantity > 0)
);
