-- The same columns as the services' own tables (operator-audit), so that one page reads them all. Rows that were there stay.
ALTER TABLE operator_action
  ADD COLUMN request_id VARCHAR(36) NOT NULL DEFAULT '',
  ADD COLUMN trace_id   VARCHAR(32) NOT NULL DEFAULT '';
