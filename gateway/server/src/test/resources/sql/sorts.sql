# ORDER BY, with LIMIT or without, UNION ALL, VALUES and scalar subqueries

query
SELECT regionkey, name FROM tpch.tiny.nation ORDER BY regionkey DESC, name LIMIT 4
----
4 | EGYPT
4 | IRAN
4 | IRAQ
4 | JORDAN

query
SELECT name FROM tpch.tiny.region ORDER BY regionkey DESC
----
MIDDLE EAST
EUROPE
ASIA
AMERICA
AFRICA

query
SELECT orderkey, totalprice FROM tpch.tiny.orders ORDER BY totalprice DESC LIMIT 3
----
52965 | 466001.28
29158 | 439687.23
44707 | 431771.98

query
SELECT x FROM (VALUES 2, NULL, 3, 1) t(x) ORDER BY x
----
1
2
3
NULL

query
SELECT x FROM (VALUES 2, NULL, 3, 1) t(x) ORDER BY x DESC
----
3
2
1
NULL

query
SELECT x FROM (VALUES 2, NULL, 3, 1) t(x) ORDER BY x NULLS FIRST LIMIT 2
----
NULL
1

query
SELECT x FROM (VALUES DOUBLE '1', nan(), -infinity(), DOUBLE '-0.0', infinity()) t(x) ORDER BY x
----
-Infinity
-0.0
1.0
Infinity
NaN

query
SELECT x FROM (VALUES DOUBLE '1', nan(), -infinity(), infinity()) t(x) ORDER BY x DESC
----
NaN
Infinity
1.0
-Infinity

query
SELECT x || '.' FROM (VALUES 'b', 'a', 'abcdefghi', 'abcdefgh', '', 'abcdefghj') t(x) ORDER BY x
----
.
a.
abcdefgh.
abcdefghi.
abcdefghj.
b.

query
SELECT x, y FROM (VALUES (1, 'b'), (1, 'a'), (0, 'z')) t(x, y) ORDER BY x, y DESC
----
0 | z
1 | b
1 | a

query
SELECT orderkey FROM tpch.tiny.orders ORDER BY orderkey OFFSET 14998
----
59975
60000

# So many rows that all threads merge what they have sorted
query
SELECT orderkey, linenumber FROM tpch.tiny.lineitem ORDER BY comment DESC, orderkey, linenumber OFFSET 60173
----
16452 | 4
7299 | 1

query unordered
SELECT nationkey FROM tpch.tiny.nation WHERE nationkey < 2 UNION ALL SELECT regionkey FROM tpch.tiny.region WHERE regionkey > 3
----
0
1
4

query
SELECT x FROM (VALUES DOUBLE '1', nan(), NULL, -infinity()) t(x) ORDER BY x NULLS FIRST
----
NULL
NaN
-Infinity
1.0

query
SELECT x FROM (VALUES DOUBLE '1', nan(), NULL, -infinity()) t(x) ORDER BY x DESC NULLS FIRST
----
NULL
1.0
-Infinity
NaN

query
SELECT x, y FROM (VALUES (1, NULL), (NULL, 'b'), (3, CAST(random(1) AS varchar))) t(x, y) ORDER BY x
----
1 | NULL
3 | 0
NULL | b
