-- The ledger. Its unique key is what makes an order count once, whatever was delivered how often.
CREATE TABLE points_entry (
  id          BIGINT                                             NOT NULL AUTO_INCREMENT,
  order_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin     NOT NULL,
  type        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
  customer_id VARCHAR(64) COLLATE utf8mb4_bin                    NOT NULL,
  points      BIGINT                                             NOT NULL,
  created_at  DATETIME(3)                                        NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_entry_per_order_and_type (order_id, type),
  KEY points_entry_by_customer (customer_id, id)
);

-- Always the sum of a customer's entries: both are written in the same transaction.
CREATE TABLE points_balance (
  customer_id VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
  balance     BIGINT                          NOT NULL,
  PRIMARY KEY (customer_id)
);
