-- Text is equal only where it is the same text, as Java and Redis see it: no padding, no folding. See decision 0016.
ALTER TABLE delivery_failure CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
