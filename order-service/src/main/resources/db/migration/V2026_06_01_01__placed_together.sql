-- What one transaction placed has one fence, which does not name its orders: so each order says with how many it came. Orders
-- of sales that are older than this column say 1.
ALTER TABLE orders
  ADD COLUMN together INT NOT NULL DEFAULT 1 COMMENT 'orders that its transaction placed, itself included';
