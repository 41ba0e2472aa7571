# Constants with parts that are NULL or NaN: equal to nothing, and not distinct from themselves

statement
CREATE TABLE memory.default.parts AS SELECT id, k, a, CAST(r AS ROW(x integer, y varchar)) AS r, m, d FROM (VALUES
(1, 1, ARRAY[1, NULL], ROW(1, NULL), MAP(ARRAY['a'], ARRAY[NULL]), ARRAY[nan()]),
(2, 2, ARRAY[1, 2], ROW(1, 'x'), MAP(ARRAY['a'], ARRAY[1]), ARRAY[1e0]),
(3, 3, ARRAY[1], ROW(NULL, NULL), MAP(ARRAY[], ARRAY[]), ARRAY[NULL]),
(4, 4, NULL, NULL, NULL, NULL),
(5, 5, ARRAY[NULL, 1], ROW(2, NULL), MAP(ARRAY['a', 'b'], ARRAY[NULL, 1]), ARRAY[])) AS t (id, k, a, r, m, d)

query
SELECT id FROM memory.default.parts WHERE a IS NOT DISTINCT FROM ARRAY[1, NULL]
----
1

query
SELECT id FROM memory.default.parts WHERE k < 9 AND a IS NOT DISTINCT FROM ARRAY[1, NULL]
----
1

query unordered
SELECT id FROM memory.default.parts WHERE NOT (a IS NOT DISTINCT FROM ARRAY[1, NULL])
----
2
3
4
5

query unordered
SELECT id FROM memory.default.parts WHERE a IS DISTINCT FROM ARRAY[1, NULL] AND k > 2
----
3
4
5

query unordered
SELECT id FROM memory.default.parts WHERE a IS NOT DISTINCT FROM ARRAY[1, NULL] OR id = 2 OR a IS NULL
----
1
2
4

query
SELECT id FROM memory.default.parts WHERE a = ARRAY[1, NULL] AND k < 9
----

query unordered
SELECT id FROM memory.default.parts WHERE NOT (a = ARRAY[1, NULL]) AND k < 9
----
3

query
SELECT id FROM memory.default.parts WHERE a = ARRAY[1, NULL] OR a <> ARRAY[1, NULL]
----
3

query
SELECT id FROM memory.default.parts WHERE a IN (ARRAY[1, NULL], ARRAY[1, 2]) AND k < 9
----
2

query
SELECT id FROM memory.default.parts WHERE a NOT IN (ARRAY[1, NULL], ARRAY[5]) AND k < 9
----
3

query
SELECT id FROM memory.default.parts WHERE r IS NOT DISTINCT FROM ROW(1, NULL) AND k < 9
----
1

query
SELECT id FROM memory.default.parts WHERE r IS NOT DISTINCT FROM ROW(NULL, NULL)
----
3

query unordered
SELECT id FROM memory.default.parts WHERE r IS DISTINCT FROM ROW(NULL, NULL) AND k < 9
----
1
2
4
5

query
SELECT id FROM memory.default.parts WHERE r IN (ROW(1, NULL), ROW(1, 'x'))
----
2

query
SELECT id FROM memory.default.parts WHERE m IS NOT DISTINCT FROM MAP(ARRAY['a'], ARRAY[NULL]) AND k < 9
----
1

query
SELECT id FROM memory.default.parts WHERE d IS NOT DISTINCT FROM ARRAY[nan()] AND k < 9
----
1

query
SELECT id FROM memory.default.parts WHERE d = ARRAY[nan()]
----

query
SELECT id FROM memory.default.parts WHERE CAST(a AS array(bigint)) IS NOT DISTINCT FROM ARRAY[BIGINT '1', NULL] AND k < 9
----
1

query
SELECT id, a IS NOT DISTINCT FROM ARRAY[1, NULL], a = ARRAY[1, NULL], a IN (ARRAY[1], ARRAY[NULL, 1]) FROM memory.default.parts ORDER BY id
----
1 | true | NULL | NULL
2 | false | NULL | false
3 | false | false | true
4 | false | NULL | NULL
5 | false | NULL | NULL

# The constant comes in the place of a column, or of a subquery
query
SELECT id FROM (SELECT id, k, a, ARRAY[1, NULL] AS c FROM memory.default.parts) WHERE a IS NOT DISTINCT FROM c AND k < 9
----
1

query
SELECT id FROM memory.default.parts WHERE a IS NOT DISTINCT FROM (SELECT ARRAY[1, NULL]) AND k < 9
----
1

query
SELECT count(*) FROM memory.default.parts GROUP BY a HAVING a IS NOT DISTINCT FROM ARRAY[1, NULL]
----
1

query
SELECT id FROM (SELECT id, a, row_number() OVER (ORDER BY id) AS n FROM memory.default.parts) WHERE n <= 3 AND a IS NOT DISTINCT FROM ARRAY[1, NULL]
----
1

query unordered
SELECT t.id, u.id FROM memory.default.parts t LEFT JOIN memory.default.parts u ON t.id = u.id AND u.a IS NOT DISTINCT FROM ARRAY[1, NULL] WHERE t.k < 3
----
1 | 1
2 | NULL

# What a join has found of one side is asked of the other
query unordered
SELECT t.id, u.id FROM memory.default.parts t JOIN memory.default.parts u ON t.k = u.k AND t.a IS NOT DISTINCT FROM u.a
----
1 | 1
2 | 2
3 | 3
4 | 4
5 | 5

query unordered
SELECT t.id FROM memory.default.parts t JOIN (SELECT * FROM memory.default.parts WHERE id = 1) u ON t.a IS NOT DISTINCT FROM u.a
----
1

statement
DROP TABLE memory.default.parts
