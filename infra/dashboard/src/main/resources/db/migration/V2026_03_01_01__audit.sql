-- What operators did; written once, never changed.
CREATE TABLE operator_action (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  at          DATETIME(6)   NOT NULL,
  actor       VARCHAR(64)   NOT NULL,
  action      VARCHAR(64)   NOT NULL,
  subject     VARCHAR(255)  NOT NULL,
  reason      VARCHAR(1000) NOT NULL,
  result      VARCHAR(1000) NOT NULL,
  INDEX operator_action_subject (subject, id)
);
