-- Text is equal only where it is the same text, as Java and Redis see it: no padding, no folding. VARCHAR, since CHAR drops
-- spaces at the end. See decision 0016.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

ALTER TABLE points_entry
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY order_id VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;

ALTER TABLE points_balance CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- Customers who had one balance because their names differ in spaces at the end get one each: the sum of their own entries.
REPLACE INTO points_balance (customer_id, balance)
SELECT entry.customer_id, SUM(entry.points)
FROM (SELECT TRIM(TRAILING ' ' FROM customer_id) AS name
      FROM points_entry GROUP BY name HAVING COUNT(DISTINCT customer_id) > 1) AS spelt
  JOIN points_entry entry ON TRIM(TRAILING ' ' FROM entry.customer_id) = spelt.name
GROUP BY entry.customer_id;
