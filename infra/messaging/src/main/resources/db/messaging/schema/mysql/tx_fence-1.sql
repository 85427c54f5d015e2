-- Decides between a local transaction and the check-back that asks about it: see io.orderflow.messaging.publish.Fence.
CREATE TABLE IF NOT EXISTS tx_fence (
  tx_id      VARCHAR(36)                     NOT NULL,
  outcome    ENUM ('COMMITTED', 'ABANDONED') NOT NULL,
  decided_at DATETIME(3)                     NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (tx_id),
  KEY tx_fence_by_age (decided_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
-- One that earlier migrations have made gets the same shape; its rows stay.
ALTER TABLE tx_fence
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY tx_id VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;
