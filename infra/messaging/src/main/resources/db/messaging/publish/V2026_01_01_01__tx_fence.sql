-- Decides between a local transaction and the check-back that asks about it: see io.orderflow.messaging.publish.Fence.
CREATE TABLE tx_fence (
  tx_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome    ENUM ('COMMITTED', 'ABANDONED')                NOT NULL,
  decided_at DATETIME(3)                                    NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (tx_id),
  KEY tx_fence_by_age (decided_at)
);
