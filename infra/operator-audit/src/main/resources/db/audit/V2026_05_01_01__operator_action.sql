-- What operators did, and tried to do. Rows are written and read, never changed: the run-time user needs INSERT and SELECT.
-- Every request has a row before anything is done (result 'begun') and another one when it has been answered.
CREATE TABLE operator_action (
  id          BIGINT AUTO_INCREMENT PRIMARY KEY,
  at          DATETIME(6)   NOT NULL,
  request_id  VARCHAR(36)   NOT NULL,
  trace_id    VARCHAR(32)   NOT NULL,
  actor       VARCHAR(64)   NOT NULL,
  action      VARCHAR(64)   NOT NULL,
  subject     VARCHAR(255)  NOT NULL,
  reason      VARCHAR(1000) NOT NULL,
  result      VARCHAR(1000) NOT NULL,
  INDEX operator_action_subject (subject, id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
