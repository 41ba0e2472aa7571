# The first rows of partitions, row numbers without an order, OFFSET

query
SELECT nationkey, regionkey, r FROM (SELECT nationkey, regionkey, row_number() OVER (PARTITION BY regionkey ORDER BY nationkey DESC) r FROM tpch.tiny.nation) WHERE r <= 2 ORDER BY regionkey, r
----
16 | 0 | 1
15 | 0 | 2
24 | 1 | 1
17 | 1 | 2
21 | 2 | 1
18 | 2 | 2
23 | 3 | 1
22 | 3 | 2
20 | 4 | 1
13 | 4 | 2

plan
SELECT nationkey, regionkey, r FROM (SELECT nationkey, regionkey, row_number() OVER (PARTITION BY regionkey ORDER BY nationkey DESC) r FROM tpch.tiny.nation) WHERE r <= 2
----
TopNRanking
ROW_NUMBER by [regionkey] in order [nationkey DESC NULLS LAST] <= 2

query unordered
SELECT g, x, r FROM (SELECT g, x, rank() OVER (PARTITION BY g ORDER BY x) r FROM (VALUES ('a', 1), ('a', 2), ('a', 2), ('a', 2), ('a', 3), (NULL, 5), (NULL, NULL), ('b', NULL), ('b', NULL), ('b', NULL)) t(g, x)) WHERE r <= 2
----
NULL | 5 | 1
NULL | NULL | 2
a | 1 | 1
a | 2 | 2
a | 2 | 2
a | 2 | 2
b | NULL | 1
b | NULL | 1
b | NULL | 1

query unordered
SELECT g, x, r FROM (SELECT g, x, dense_rank() OVER (PARTITION BY g ORDER BY x DESC NULLS LAST) r FROM (VALUES ('a', 1), ('a', 2), ('a', 2), ('a', 3), ('a', 3), (NULL, 5), (NULL, NULL), ('b', NULL), ('b', NULL)) t(g, x)) WHERE r < 3
----
NULL | 5 | 1
NULL | NULL | 2
a | 2 | 2
a | 2 | 2
a | 3 | 1
a | 3 | 1
b | NULL | 1
b | NULL | 1

query unordered
SELECT x, r FROM (SELECT x, rank() OVER (ORDER BY x) r FROM (VALUES 3, 1, 1, 2, NULL) t(x)) WHERE r <= 2
----
1 | 1
1 | 1

query
SELECT count(*), sum(orderkey), sum(r) FROM (SELECT orderkey, row_number() OVER (PARTITION BY custkey ORDER BY totalprice DESC) r FROM tpch.tiny.orders) WHERE r <= 3
----
2998 | 89039441 | 5994

query
SELECT count(*), sum(r) FROM (SELECT orderkey, rank() OVER (PARTITION BY returnflag, linestatus ORDER BY shipdate) r FROM tpch.tiny.lineitem) WHERE r <= 100
----
430 | 21339

query
SELECT count(*), sum(r), max(r) FROM (SELECT orderkey, dense_rank() OVER (PARTITION BY returnflag, linestatus ORDER BY shipdate DESC) r FROM tpch.tiny.lineitem) WHERE r <= 10
----
281 | 1621 | 10

query
SELECT returnflag, orderkey, linenumber, r FROM (SELECT returnflag, orderkey, linenumber, row_number() OVER (PARTITION BY returnflag ORDER BY extendedprice DESC, orderkey) r FROM tpch.tiny.lineitem) WHERE r <= 3 ORDER BY returnflag, r
----
A | 29732 | 1 | 1
A | 4931 | 4 | 2
A | 47971 | 4 | 3
N | 13159 | 1 | 1
N | 32416 | 5 | 2
N | 1121 | 6 | 3
R | 12902 | 1 | 1
R | 47014 | 1 | 2
R | 47329 | 2 | 3

query
SELECT count(*) FROM (SELECT x, row_number() OVER (PARTITION BY x ORDER BY x) r FROM (VALUES 1, 2) t(x) WHERE x > 2) WHERE r <= 3
----
0

# Without an order

query
SELECT count(*), min(r), max(r), sum(r) FROM (SELECT row_number() OVER () r FROM tpch.tiny.orders)
----
15000 | 1 | 15000 | 112507500

query
SELECT custkey % 5, count(*), max(r), sum(r) FROM (SELECT custkey, row_number() OVER (PARTITION BY custkey % 5) r FROM tpch.tiny.orders) GROUP BY 1 ORDER BY 1
----
0 | 2976 | 2976 | 4429776
1 | 3000 | 3000 | 4501500
2 | 2925 | 2925 | 4279275
3 | 3050 | 3050 | 4652775
4 | 3049 | 3049 | 4649725

query
SELECT count(*), max(r) FROM (SELECT row_number() OVER (PARTITION BY custkey) r FROM tpch.tiny.orders) WHERE r <= 2
----
2000 | 2

query
SELECT count(*), max(r) FROM (SELECT row_number() OVER () r FROM tpch.tiny.orders) WHERE r <= 7
----
7 | 7

query
SELECT g, max(r) FROM (SELECT g, row_number() OVER (PARTITION BY g) r FROM (VALUES 'a', NULL, 'a', NULL, 'b', NULL) t(g)) GROUP BY g ORDER BY g
----
a | 2
b | 1
NULL | 3

plan
SELECT row_number() OVER (PARTITION BY custkey) FROM tpch.tiny.orders
----
RowNumber

# OFFSET, WITH TIES

query
SELECT nationkey FROM tpch.tiny.nation ORDER BY nationkey OFFSET 22
----
22
23
24

query
SELECT nationkey FROM tpch.tiny.nation ORDER BY nationkey DESC OFFSET 3 LIMIT 2
----
21
20

query
SELECT count(*) FROM (SELECT nationkey FROM tpch.tiny.nation OFFSET 20)
----
5

query
SELECT nationkey FROM tpch.tiny.nation ORDER BY nationkey OFFSET 25
----

query unordered
SELECT regionkey FROM tpch.tiny.nation ORDER BY regionkey FETCH FIRST 1 ROW WITH TIES
----
0
0
0
0
0

query unordered
SELECT x FROM (VALUES 2, 1, 2, 3) t(x) ORDER BY x FETCH FIRST 2 ROWS WITH TIES
----
1
2
2

# INTERSECT and EXCEPT count rows

query unordered
SELECT x FROM (VALUES 1, 1, 1, 2, NULL, NULL) t(x) INTERSECT ALL SELECT x FROM (VALUES 1, 1, 3, NULL) t(x)
----
1
1
NULL

query unordered
SELECT x FROM (VALUES 1, 1, 1, 2, NULL, NULL) t(x) EXCEPT ALL SELECT x FROM (VALUES 1, 1, 3, NULL) t(x)
----
1
2
NULL

query unordered
SELECT x FROM (VALUES 1, 1, 2, NULL) t(x) INTERSECT SELECT x FROM (VALUES 1, NULL, 3) t(x)
----
1
NULL

query unordered
SELECT x FROM (VALUES 1, 1, 2, NULL) t(x) EXCEPT SELECT x FROM (VALUES 1, NULL, 3) t(x)
----
2

# Correlated limits

query
SELECT r.name, n.name FROM tpch.tiny.region r CROSS JOIN LATERAL (SELECT name FROM tpch.tiny.nation n WHERE n.regionkey = r.regionkey ORDER BY name DESC LIMIT 2) n ORDER BY r.name, n.name
----
AFRICA | MOROCCO
AFRICA | MOZAMBIQUE
AMERICA | PERU
AMERICA | UNITED STATES
ASIA | JAPAN
ASIA | VIETNAM
EUROPE | RUSSIA
EUROPE | UNITED KINGDOM
MIDDLE EAST | JORDAN
MIDDLE EAST | SAUDI ARABIA

query
SELECT r.name, (SELECT count(*) FROM (SELECT 1 FROM tpch.tiny.nation n WHERE n.regionkey = r.regionkey LIMIT 3)) FROM tpch.tiny.region r ORDER BY 1
----
AFRICA | 3
AMERICA | 3
ASIA | 3
EUROPE | 3
MIDDLE EAST | 3

# Partitions by arrays, which cannot be compared if there is a NULL in one

query @trino
SELECT x, rn FROM (SELECT x, row_number() OVER (PARTITION BY a ORDER BY x) rn FROM (VALUES (1, ARRAY[1, NULL]), (2, ARRAY[1, NULL]), (3, ARRAY[2]), (4, NULL)) t(x, a)) WHERE rn <= 1 ORDER BY x
----
1 | 1
3 | 1
4 | 1
