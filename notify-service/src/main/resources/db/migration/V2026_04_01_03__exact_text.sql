-- Text is equal only where it is the same text, as Java and Redis see it: no padding, no folding. VARCHAR, since CHAR drops
-- spaces at the end. See decision 0016.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

ALTER TABLE notification
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY order_id VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;
