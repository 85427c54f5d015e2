-- Text is equal only where it is the same text, as Java and Redis see it: no padding, no folding. VARCHAR, since CHAR drops
-- spaces at the end. See decision 0016.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- What referred to a product by other letters, equal until now, is spelt as the product is.
UPDATE sale JOIN product ON product.sku = sale.sku SET sale.sku = product.sku;

-- The two sides of a foreign key change one after the other. Nothing here minds being repeated after a crash.
SET FOREIGN_KEY_CHECKS = 0;

ALTER TABLE product
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;

ALTER TABLE orders
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY id VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  MODIFY request_hash VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL COMMENT 'SHA-256 of the lines, hexadecimal',
  MODIFY currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;

ALTER TABLE order_line
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY order_id VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;

ALTER TABLE sale
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY currency VARCHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;

SET FOREIGN_KEY_CHECKS = 1;

ALTER TABLE sale_customer CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

ALTER TABLE purchase
  CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
  MODIFY ticket VARCHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL;

-- Customers who were one to the limit because their names differ in spaces at the end get a row each. Their row was named after
-- whoever bought first.
REPLACE INTO sale_customer (sale_id, customer_id, units, unit_limit)
SELECT bought.sale_id, bought.customer_id,
       SUM(IF(bought.decision = 'ORDERED' AND bought.returned_at IS NULL, bought.quantity, 0)), MAX(shared.unit_limit)
FROM (SELECT sale_id, TRIM(TRAILING ' ' FROM customer_id) AS name
      FROM purchase GROUP BY sale_id, name HAVING COUNT(DISTINCT customer_id) > 1) AS spelt
  JOIN purchase bought ON bought.sale_id = spelt.sale_id AND TRIM(TRAILING ' ' FROM bought.customer_id) = spelt.name
  JOIN (SELECT sale_id, TRIM(TRAILING ' ' FROM customer_id) AS name, unit_limit FROM sale_customer) AS shared
    ON shared.sale_id = spelt.sale_id AND shared.name = spelt.name
GROUP BY bought.sale_id, bought.customer_id;
