-- The unique key is what makes an order earn one coupon, whatever was delivered how often.
CREATE TABLE coupon (
  id          BIGINT                                            NOT NULL AUTO_INCREMENT,
  order_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
  customer_id VARCHAR(64) COLLATE utf8mb4_bin                   NOT NULL,
  kind        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount      BIGINT                                            NOT NULL COMMENT 'minor units of currency',
  currency    CHAR(3)                                           NOT NULL,
  created_at  DATETIME(3)                                       NOT NULL,
  valid_until DATETIME(3)                                       NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_coupon_per_order (order_id),
  KEY coupon_by_customer (customer_id, id),
  CHECK (amount > 0)
);
