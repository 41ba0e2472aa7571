# UNNEST of arrays and maps

query
SELECT x FROM UNNEST(ARRAY[3, NULL, 1]) t(x) ORDER BY x
----
1
3
NULL

query
SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x', NULL]) t(a, b) ORDER BY a
----
1 | x
2 | NULL
3 | NULL

query unordered
SELECT k, v FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, NULL])) t(k, v)
----
a | 1
b | NULL

query unordered
SELECT a, b, o FROM UNNEST(ARRAY[ROW(1, 'x'), NULL, ROW(NULL, 'y')]) WITH ORDINALITY t(a, b, o)
----
1 | x | 1
NULL | NULL | 2
NULL | y | 3

query
SELECT id, x, o FROM (VALUES (1, ARRAY[10, 20]), (2, ARRAY[]), (3, NULL), (4, ARRAY[NULL])) t(id, a) CROSS JOIN UNNEST(a) WITH ORDINALITY u(x, o) ORDER BY id, o
----
1 | 10 | 1
1 | 20 | 2
4 | NULL | 1

query
SELECT id, x, o FROM (VALUES (1, ARRAY[10, 20]), (2, ARRAY[]), (3, NULL), (4, ARRAY[NULL])) t(id, a) LEFT JOIN UNNEST(a) WITH ORDINALITY u(x, o) ON true ORDER BY id, o
----
1 | 10 | 1
1 | 20 | 2
2 | NULL | NULL
3 | NULL | NULL
4 | NULL | 1

query
SELECT id, x, k, v FROM (VALUES (1, ARRAY[10, 20], MAP(ARRAY['a'], ARRAY[DOUBLE '1.5'])), (2, ARRAY[], MAP(ARRAY['b', 'c'], ARRAY[2, NULL])), (3, NULL, NULL)) t(id, a, m) LEFT JOIN UNNEST(a, m) u(x, k, v) ON true ORDER BY id, x, k
----
1 | 10 | a | 1.5
1 | 20 | NULL | NULL
2 | NULL | b | 2.0
2 | NULL | c | NULL
3 | NULL | NULL | NULL

query
SELECT id, s, x FROM (VALUES (1, 'long enough not to fit into a word', ARRAY['a', 'b']), (2, NULL, ARRAY['c'])) t(id, s, a) CROSS JOIN UNNEST(a) u(x) ORDER BY id, x
----
1 | long enough not to fit into a word | a
1 | long enough not to fit into a word | b
2 | NULL | c

query
SELECT id, x, y FROM (VALUES (1, ARRAY[ARRAY[1, 2], ARRAY[], NULL, ARRAY[3]])) t(id, a) CROSS JOIN UNNEST(a) u(x) CROSS JOIN UNNEST(x) v(y) ORDER BY y
----
1 | [1, 2] | 1
1 | [1, 2] | 2
1 | [3] | 3

query
SELECT x.a, y, z FROM (VALUES 1) CROSS JOIN UNNEST(ARRAY[CAST(ROW(1, 2.50) AS ROW(p integer, q decimal(20, 2)))], ARRAY[DATE '2020-01-01', DATE '2020-01-02'], ARRAY[TIMESTAMP '2020-01-01 00:00:00.123456789']) AS x(a, b, y, z) ORDER BY y
----
1 | 2020-01-01 | 2020-01-01 00:00:00.123456789
NULL | 2020-01-02 | NULL

query
SELECT count(*), sum(x), max(x) FROM UNNEST(sequence(1, 10000)) t(x)
----
10000 | 50005000 | 10000

query
SELECT count(*), sum(x + y) FROM UNNEST(sequence(1, 10000), repeat(1, 9000)) t(x, y)
----
10000 | 40513500

query
SELECT count(*), sum(x), count(DISTINCT orderkey) FROM tpch.tiny.orders CROSS JOIN UNNEST(sequence(1, orderkey % 5)) t(x)
----
36000 | 63000 | 15000

query
SELECT count(*), count(x), sum(x) FROM tpch.tiny.orders LEFT JOIN UNNEST(filter(ARRAY[1, 2, 3], e -> e < custkey % 4)) t(x) ON true
----
18735 | 11226 | 14961

query
SELECT comment_word, count(*) FROM tpch.tiny.nation CROSS JOIN UNNEST(split(comment, ' ')) t(comment_word) WHERE regionkey = 1 GROUP BY comment_word HAVING count(*) > 2 ORDER BY 2 DESC, 1
----
the | 5
silent | 3
slyly | 3

query
SELECT nationkey, (SELECT sum(x) FROM UNNEST(sequence(1, nationkey)) t(x)) FROM tpch.tiny.nation WHERE nationkey < 4 ORDER BY 1
----
0 | 1
1 | 1
2 | 3
3 | 6

query
SELECT array_agg(x ORDER BY o) FROM UNNEST(ARRAY['c', 'a', 'b']) WITH ORDINALITY t(x, o)
----
[c, a, b]

query
SELECT x FROM UNNEST(ARRAY[1, 2, 3]) t(x) WHERE x > 1 ORDER BY x LIMIT 1
----
2

query
SELECT count(*) FROM (VALUES (1, CAST(NULL AS array(bigint)))) t(id, a) CROSS JOIN UNNEST(a) u(x)
----
0

plan
SELECT x FROM tpch.tiny.nation CROSS JOIN UNNEST(ARRAY[nationkey]) WITH ORDINALITY t(x, o)
----
Unnest
