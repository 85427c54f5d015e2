-- Text is equal only where it is the same text, as Java and Redis see it: no padding, no folding. See decision 0016.
ALTER TABLE tx_fence
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY tx_id VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;
