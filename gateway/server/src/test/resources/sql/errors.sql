# Errors are raised for rows that get there, and for no others

statement
CREATE TABLE memory.default.numbers AS SELECT * FROM (VALUES (1, 0, 'x'), (2, 5, '7'), (3, NULL, '8')) AS t (id, n, text)

query unordered
SELECT id, 10 / n FROM memory.default.numbers WHERE n <> 0
----
2 | 2

query unordered
SELECT id FROM memory.default.numbers WHERE n <> 0 AND 10 / n = 2
----
2

error Division by zero
SELECT 10 / n FROM memory.default.numbers

error Division by zero
SELECT id FROM memory.default.numbers WHERE 10 / n = 2

query unordered
SELECT id FROM memory.default.numbers WHERE n = 0 OR 10 / n = 2
----
1
2

query unordered
SELECT id, CASE WHEN n = 0 THEN -1 ELSE 10 / n END, coalesce(n, 10 / (id - 3)) FROM memory.default.numbers WHERE id < 3
----
1 | -1 | 0
2 | 2 | 5

error Division by zero
SELECT coalesce(n, 10 / (id - 3)) FROM memory.default.numbers

error Cannot cast 'x' to INT
SELECT CAST(text AS integer) FROM memory.default.numbers

query unordered
SELECT CAST(text AS integer) FROM memory.default.numbers WHERE id > 1
----
7
8

error bigint addition overflow
SELECT id + 9223372036854775807 FROM memory.default.numbers

query
SELECT TRY(10 / n) FROM memory.default.numbers ORDER BY id
----
NULL
2
NULL

statement
DROP TABLE memory.default.numbers

# A date that its 32 bits do not hold is no other date
error Value \d+ exceeds MAX_INT for type date
SELECT orderdate + INTERVAL '2000000000' MONTH FROM tpch.tiny.orders

error Value \d+ exceeds MAX_INT for type date
SELECT count(*) FROM (SELECT orderdate + (1000000000 + custkey) * INTERVAL '2' MONTH x FROM tpch.tiny.orders) GROUP BY x
