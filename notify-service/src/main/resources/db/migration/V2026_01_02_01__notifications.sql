-- The unique key is what makes an order announced once, whatever was delivered how often.
CREATE TABLE notification (
  id          BIGINT                                            NOT NULL AUTO_INCREMENT,
  order_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
  kind        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  customer_id VARCHAR(64) COLLATE utf8mb4_bin                   NOT NULL,
  text        VARCHAR(500)                                      NOT NULL,
  created_at  DATETIME(3)                                       NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY one_notification_per_order_and_kind (order_id, kind),
  KEY notification_by_customer (customer_id, id)
);
