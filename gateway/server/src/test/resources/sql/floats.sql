# Zeros of both signs are one value, and a group of only negative ones shows it so

statement
CREATE TABLE memory.default.zeros AS SELECT * FROM (VALUES (1, REAL '-0.0', DOUBLE '-0.0', 'a'), (2, REAL '0', DOUBLE '1', 'b'), (3, REAL '-0.0', DOUBLE '-0.0', 'a'), (4, NULL, nan(), 'b')) AS t (id, r, d, s)

query unordered
SELECT CAST(d AS varchar), 1 / d, count(*) FROM memory.default.zeros GROUP BY d
----
-0E0 | -Infinity | 2
1.0E0 | 1.0 | 1
NaN | NaN | 1

query unordered
SELECT CAST(r AS varchar), s, count(*) FROM memory.default.zeros WHERE id <> 2 GROUP BY r, s
----
-0E0 | a | 2
NULL | b | 1

query unordered
SELECT CAST(r AS varchar) FROM (SELECT DISTINCT r FROM memory.default.zeros WHERE id <> 2)
----
-0E0
NULL

query unordered
SELECT CAST(d AS varchar), s, count(*) FROM memory.default.zeros GROUP BY GROUPING SETS ((d), (s), ())
----
-0E0 | NULL | 2
1.0E0 | NULL | 1
NaN | NULL | 1
NULL | a | 2
NULL | b | 2
NULL | NULL | 4

query unordered
SELECT count(*), count(DISTINCT r) FROM memory.default.zeros GROUP BY r
----
3 | 1
1 | 0

query unordered
SELECT a.id, b.id FROM memory.default.zeros a JOIN memory.default.zeros b ON a.r = b.r AND a.id < b.id
----
1 | 2
1 | 3
2 | 3

query unordered
SELECT id, r = REAL '0', r IN (REAL '0'), d IN (SELECT 0e0), d IN (SELECT d FROM memory.default.zeros WHERE id = 3) FROM memory.default.zeros
----
1 | true | true | true | true
2 | true | true | false | false
3 | true | true | true | true
4 | NULL | NULL | false | false

query unordered
SELECT CAST(min(d) AS varchar), CAST(max(r) AS varchar), CAST(sum(d) AS varchar) FROM memory.default.zeros WHERE id IN (1, 3)
----
-0E0 | -0E0 | 0E0

statement
DROP TABLE memory.default.zeros
