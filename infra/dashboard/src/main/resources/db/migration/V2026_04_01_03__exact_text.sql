-- Text is equal only where it is the same text, as Java and Redis see it: no padding, no folding. VARCHAR, since CHAR drops
-- spaces at the end. See decision 0016.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

ALTER TABLE operator_action CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE journal_entry CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE journal_member CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE journal_batch CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE journal_gap CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE transaction_minute CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
ALTER TABLE dead_letter_attempt CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

ALTER TABLE dead_letter
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY fingerprint VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL DEFAULT '';
