ALTER TABLE sale ADD COLUMN version BIGINT NOT NULL DEFAULT 1 COMMENT 'one more with every change: the higher is the later';
