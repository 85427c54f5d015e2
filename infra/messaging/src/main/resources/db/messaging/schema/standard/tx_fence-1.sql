-- Decides between a local transaction and the check-back that asks about it: see io.orderflow.messaging.publish.Fence.
CREATE TABLE IF NOT EXISTS tx_fence (
  tx_id      VARCHAR(36)                 NOT NULL PRIMARY KEY,
  outcome    VARCHAR(9)                  NOT NULL CHECK (outcome IN ('COMMITTED', 'ABANDONED')),
  decided_at TIMESTAMP(3) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP(3) NOT NULL
);
CREATE INDEX IF NOT EXISTS tx_fence_by_age ON tx_fence (decided_at);
