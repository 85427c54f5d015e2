-- How many transactions ended how, minute by minute.
CREATE TABLE transaction_minute (
  minute  DATETIME(0) NOT NULL,
  ending  VARCHAR(20) NOT NULL,
  counted BIGINT      NOT NULL,
  PRIMARY KEY (minute, ending)
);
