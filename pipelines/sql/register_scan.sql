-- The records of a register, in order: the contract's columns as text, and whether the record is
-- broken. No other column is read.
SELECT {cells}, {broken} AS rusak FROM {source}
