# Window functions: ranks, values of other rows, aggregates over every kind of frame

# Ranks, with peers and NULLs

query unordered
SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x, t), rank() OVER (PARTITION BY g ORDER BY x), dense_rank() OVER (PARTITION BY g ORDER BY x), percent_rank() OVER (PARTITION BY g ORDER BY x), cume_dist() OVER (PARTITION BY g ORDER BY x) FROM (VALUES ('a', 1, 1), ('a', 1, 2), ('a', NULL, 3), ('a', 2, 4), ('b', NULL, 5), (NULL, 3, 6), (NULL, 3, 7), ('b', NULL, 8)) t(g, x, t)
----
NULL | 3 | 1 | 1 | 1 | 0.0 | 1.0
NULL | 3 | 2 | 1 | 1 | 0.0 | 1.0
a | 1 | 1 | 1 | 1 | 0.0 | 0.5
a | 1 | 2 | 1 | 1 | 0.0 | 0.5
a | 2 | 3 | 3 | 2 | 0.6666666666666666 | 0.75
a | NULL | 4 | 4 | 3 | 1.0 | 1.0
b | NULL | 1 | 1 | 1 | 0.0 | 1.0
b | NULL | 2 | 1 | 1 | 0.0 | 1.0

query unordered
SELECT x, rank() OVER (ORDER BY x DESC NULLS LAST), rank() OVER (ORDER BY x NULLS FIRST), dense_rank() OVER (ORDER BY x DESC) FROM (VALUES 3, NULL, 1, 3, NULL, 2) t(x)
----
1 | 4 | 3 | 3
2 | 3 | 4 | 2
3 | 1 | 5 | 1
3 | 1 | 5 | 1
NULL | 5 | 1 | 4
NULL | 5 | 1 | 4

query unordered
SELECT x, rank() OVER (ORDER BY x), dense_rank() OVER (ORDER BY x DESC) FROM (VALUES DOUBLE '1', nan(), nan(), DOUBLE '-0.0', DOUBLE '0.0', infinity(), CAST(NULL AS double)) t(x)
----
-0.0 | 1 | 4
0.0 | 1 | 4
1.0 | 3 | 3
Infinity | 4 | 2
NULL | 7 | 5
NaN | 5 | 1
NaN | 5 | 1

query unordered
SELECT x, rank() OVER (), dense_rank() OVER (), percent_rank() OVER (), cume_dist() OVER () FROM (VALUES 1, 2, 3) t(x)
----
1 | 1 | 1 | 0.0 | 1.0
2 | 1 | 1 | 0.0 | 1.0
3 | 1 | 1 | 0.0 | 1.0

query unordered
SELECT x, ntile(3) OVER (ORDER BY x), ntile(10) OVER (ORDER BY x), ntile(n) OVER (ORDER BY x) FROM (VALUES (1, 2), (2, NULL), (3, 2), (4, 4), (5, 1), (6, 2), (7, 2)) t(x, n)
----
1 | 1 | 1 | 1
2 | 1 | 2 | NULL
3 | 1 | 3 | 1
4 | 2 | 4 | 2
5 | 2 | 5 | 1
6 | 3 | 6 | 2
7 | 3 | 7 | 2

error Buckets must be greater than 0
SELECT ntile(x) OVER () FROM (VALUES 1, 0) t(x)

query
SELECT sum(r), max(r), sum(d), max(d), sum(n) FROM (SELECT rank() OVER (PARTITION BY orderpriority ORDER BY custkey) r, dense_rank() OVER (PARTITION BY orderpriority ORDER BY custkey) d, row_number() OVER (PARTITION BY orderpriority ORDER BY custkey) n FROM tpch.tiny.orders)
----
22488249 | 3061 | 6983617 | 932 | 22513091

# Keys of every type

query unordered
SELECT k, x, sum(x) OVER (PARTITION BY k) FROM (VALUES (DOUBLE '0.0', 1), (DOUBLE '-0.0', 2), (nan(), 4), (nan(), 8), (NULL, 16), (NULL, 32)) t(k, x)
----
-0.0 | 2 | 3
0.0 | 1 | 3
NULL | 16 | 48
NULL | 32 | 48
NaN | 4 | 12
NaN | 8 | 12

query unordered
SELECT x, sum(x) OVER (PARTITION BY a, b, c ORDER BY x) FROM (VALUES (ARRAY[1, NULL], ROW(1, 'x'), CAST(1 AS decimal(30, 2)), 1), (ARRAY[1, NULL], ROW(1, 'x'), 1.00, 2), (ARRAY[1, 2], ROW(1, 'x'), 1, 4), (ARRAY[1, 2], ROW(1, 'y'), 1, 8), (NULL, NULL, NULL, 16), (NULL, NULL, NULL, 32)) t(a, b, c, x)
----
1 | 1
16 | 16
2 | 3
32 | 48
4 | 4
8 | 8

query unordered
SELECT v, b, count(*) OVER (PARTITION BY v, b), count(*) OVER (PARTITION BY d, ts, u) FROM (VALUES ('long enough not to fit', true, DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00.123456789', UUID '00000000-0000-0000-0000-000000000001'), ('long enough not to fiT', true, DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00.123456789', UUID '00000000-0000-0000-0000-000000000001'), ('long enough not to fit', true, DATE '2020-01-02', TIMESTAMP '2020-01-01 00:00:00.123456789', UUID '00000000-0000-0000-0000-000000000001'), ('long enough not to fit', NULL, DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00.123456788', UUID '00000000-0000-0000-0000-000000000001')) t(v, b, d, ts, u)
----
long enough not to fiT | true | 1 | 2
long enough not to fit | NULL | 1 | 1
long enough not to fit | true | 2 | 1
long enough not to fit | true | 2 | 2

query unordered
SELECT x, row_number() OVER (PARTITION BY z ORDER BY x), count(*) OVER (PARTITION BY z) FROM (VALUES (TIMESTAMP '2020-01-01 12:00:00 UTC', 1), (TIMESTAMP '2020-01-01 13:00:00 +01:00', 2), (TIMESTAMP '2020-01-01 13:00:00 UTC', 3)) t(z, x)
----
1 | 1 | 2
2 | 2 | 2
3 | 1 | 1

query unordered
SELECT c, x, count(*) OVER (PARTITION BY c), row_number() OVER (PARTITION BY c ORDER BY x DESC) FROM (VALUES (CAST('a' AS char(3)), 1), (CAST('a  ' AS char(3)), 2), (CAST('ab' AS char(3)), 3)) t(c, x)
----
a   | 1 | 2 | 2
a   | 2 | 2 | 1
ab  | 3 | 1 | 1

# Values of other rows

query unordered
SELECT x, v, lag(v) OVER (ORDER BY x), lead(v) OVER (ORDER BY x), lag(v, 2) OVER (ORDER BY x), lead(v, 2, 'none') OVER (ORDER BY x), lag(v, 0) OVER (ORDER BY x), lag(v, o, v || '!') OVER (ORDER BY x) FROM (VALUES (1, 'a', 0), (2, NULL, 1), (3, 'c', 5), (4, 'd', 2), (5, NULL, 0)) t(x, v, o)
----
1 | a | NULL | NULL | NULL | c | a | a
2 | NULL | a | c | NULL | d | NULL | a
3 | c | NULL | d | a | NULL | c | c!
4 | d | c | NULL | NULL | none | d | NULL
5 | NULL | d | NULL | c | none | NULL | NULL

query unordered
SELECT x, v, lag(v) IGNORE NULLS OVER (ORDER BY x), lead(v) IGNORE NULLS OVER (ORDER BY x), lag(v, 2) IGNORE NULLS OVER (ORDER BY x), lead(v, 2, -1) IGNORE NULLS OVER (ORDER BY x), lag(v, 0) IGNORE NULLS OVER (ORDER BY x) FROM (VALUES (1, NULL), (2, 20), (3, NULL), (4, NULL), (5, 50), (6, 60), (7, NULL)) t(x, v)
----
1 | NULL | NULL | 20 | NULL | 50 | NULL
2 | 20 | NULL | 50 | NULL | 60 | 20
3 | NULL | 20 | 50 | NULL | 60 | NULL
4 | NULL | 20 | 50 | NULL | 60 | NULL
5 | 50 | 20 | 60 | NULL | -1 | 50
6 | 60 | 50 | NULL | 20 | -1 | 60
7 | NULL | 60 | NULL | 50 | -1 | NULL

query unordered
SELECT x, v, first_value(v) OVER w, last_value(v) OVER w, nth_value(v, 2) OVER w, nth_value(v, n) OVER w FROM (VALUES (1, 10, 1), (2, NULL, 2), (3, 30, NULL), (4, 40, 3), (5, NULL, 9)) t(x, v, n) WINDOW w AS (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
----
1 | 10 | 10 | NULL | NULL | 10
2 | NULL | 10 | 30 | NULL | NULL
3 | 30 | NULL | 40 | 30 | NULL
4 | 40 | 30 | NULL | 40 | NULL
5 | NULL | 40 | NULL | NULL | NULL

query unordered
SELECT x, v, first_value(v) IGNORE NULLS OVER w, last_value(v) IGNORE NULLS OVER w, nth_value(v, 2) IGNORE NULLS OVER w FROM (VALUES (1, NULL), (2, NULL), (3, 30), (4, NULL), (5, 50), (6, 60), (7, NULL), (8, NULL), (9, NULL)) t(x, v) WINDOW w AS (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING)
----
1 | NULL | 30 | 30 | NULL
2 | NULL | 30 | 30 | NULL
3 | 30 | 30 | 50 | 50
4 | NULL | 30 | 60 | 50
5 | 50 | 30 | 60 | 50
6 | 60 | 50 | 60 | 60
7 | NULL | 50 | 60 | 60
8 | NULL | 60 | 60 | NULL
9 | NULL | NULL | NULL | NULL

query unordered
SELECT x, first_value(v) IGNORE NULLS OVER (ORDER BY x), last_value(v) IGNORE NULLS OVER (ORDER BY x), first_value(v) OVER (ORDER BY x ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING) FROM (VALUES (1, CAST(NULL AS array(integer))), (2, ARRAY[2]), (3, NULL), (4, ARRAY[4, NULL])) t(x, v)
----
1 | NULL | NULL | NULL
2 | [2] | [2] | [4, null]
3 | [2] | [2] | NULL
4 | [2] | [4, null] | NULL

query unordered
SELECT g, x, lag(x) OVER (PARTITION BY g ORDER BY x), lead(x) OVER (PARTITION BY g ORDER BY x), first_value(x) OVER (PARTITION BY g ORDER BY x DESC) FROM (VALUES (1, DATE '2020-01-01'), (1, DATE '2020-01-03'), (2, DATE '2020-01-02'), (2, NULL)) t(g, x)
----
1 | 2020-01-01 | NULL | 2020-01-03 | 2020-01-03
1 | 2020-01-03 | 2020-01-01 | NULL | 2020-01-03
2 | 2020-01-02 | NULL | NULL | 2020-01-02
2 | NULL | 2020-01-02 | NULL | 2020-01-02

error Offset must be at least 0
SELECT lag(x, -1) OVER (ORDER BY x) FROM (VALUES 1, 2) t(x)

error Offset must not be null
SELECT lead(x, CAST(NULL AS bigint)) OVER (ORDER BY x) FROM (VALUES 1, 2) t(x)

error Offset must be at least 1
SELECT nth_value(x, 0) OVER (ORDER BY x) FROM (VALUES 1, 2) t(x)

query
SELECT sum(l), count(l), sum(f), sum(n), count(n) FROM (SELECT lag(linenumber, 2) OVER (PARTITION BY suppkey ORDER BY orderkey, linenumber) l, first_value(partkey) OVER (PARTITION BY suppkey ORDER BY orderkey, linenumber) f, nth_value(partkey, 7) OVER (PARTITION BY suppkey ORDER BY orderkey, linenumber) n FROM tpch.tiny.lineitem)
----
180152 | 59975 | 57318490 | 60173196 | 59575

# Aggregates over whole partitions and up to the row

query unordered
SELECT g, x, sum(x) OVER (PARTITION BY g), count(*) OVER (PARTITION BY g), count(x) OVER (PARTITION BY g), min(x) OVER (PARTITION BY g), max(x) OVER (PARTITION BY g), avg(x) OVER (PARTITION BY g) FROM (VALUES ('a', 1), ('a', 5), ('b', NULL), (NULL, 7), (NULL, 8)) t(g, x)
----
NULL | 7 | 15 | 2 | 2 | 7 | 8 | 7.5
NULL | 8 | 15 | 2 | 2 | 7 | 8 | 7.5
a | 1 | 6 | 2 | 2 | 1 | 5 | 3.0
a | 5 | 6 | 2 | 2 | 1 | 5 | 3.0
b | NULL | NULL | 1 | 0 | NULL | NULL | NULL

query unordered
SELECT g, x, sum(x) OVER w, count(*) OVER w, count(x) OVER w, min(x) OVER w, max(x) OVER w, avg(x) OVER w FROM (VALUES ('a', 1, 1), ('a', 2, NULL), ('a', 2, 5), ('a', 3, -4), ('b', 1, NULL), ('b', 2, 7)) t(g, o, x) WINDOW w AS (PARTITION BY g ORDER BY o)
----
a | -4 | 2 | 4 | 3 | -4 | 5 | 0.6666666666666666
a | 1 | 1 | 1 | 1 | 1 | 1 | 1.0
a | 5 | 6 | 3 | 2 | 1 | 5 | 3.0
a | NULL | 6 | 3 | 2 | 1 | 5 | 3.0
b | 7 | 7 | 2 | 1 | 7 | 7 | 7.0
b | NULL | NULL | 1 | 0 | NULL | NULL | NULL

query unordered
SELECT o, sum(x) OVER w, avg(x) OVER w, sum(d) OVER w, avg(d) OVER w, sum(l) OVER w, avg(l) OVER w, min(s) OVER w, max(s) OVER w, sum(r) OVER w FROM (VALUES (1, DOUBLE '1.5', 1.25, CAST(1.25 AS decimal(30, 2)), 'b', REAL '0.5'), (2, NULL, NULL, NULL, NULL, NULL), (3, DOUBLE '-2', 9.99, CAST(-9999999999999999999.99 AS decimal(30, 2)), 'a', REAL '2.25'), (4, DOUBLE '4.25', -3.10, 7, 'c', REAL '-1')) t(o, x, d, l, s, r) WINDOW w AS (ORDER BY o ROWS UNBOUNDED PRECEDING)
----
1 | 1.5 | 1.5 | 1.25 | 1.25 | 1.25 | 1.25 | b | b | 0.5
2 | 1.5 | 1.5 | 1.25 | 1.25 | 1.25 | 1.25 | b | b | 0.5
3 | -0.5 | -0.25 | 11.24 | 5.62 | -9999999999999999998.74 | -4999999999999999999.37 | a | b | 2.75
4 | 3.75 | 1.25 | 8.14 | 2.71 | -9999999999999999991.74 | -3333333333333333330.58 | a | c | 1.75

query unordered
SELECT o, bool_and(b) OVER w, bool_or(b) OVER w, count_if(b) OVER w, min(dt) OVER w, max(dt) OVER w, min(n) OVER w, max(n) OVER w FROM (VALUES (1, true, DATE '2020-05-05', nan()), (2, NULL, NULL, NULL), (3, false, DATE '2019-01-01', DOUBLE '2'), (4, true, DATE '2021-01-01', DOUBLE '-1')) t(o, b, dt, n) WINDOW w AS (ORDER BY o)
----
1 | true | true | 1 | 2020-05-05 | 2020-05-05 | NaN | NaN
2 | true | true | 1 | 2020-05-05 | 2020-05-05 | NaN | NaN
3 | false | true | 1 | 2019-01-01 | 2020-05-05 | 2.0 | 2.0
4 | false | true | 2 | 2019-01-01 | 2021-01-01 | -1.0 | 2.0

query unordered
SELECT x, sum(x) OVER (), count(*) OVER (), min(x) OVER (ORDER BY x DESC), sum(x) OVER (ORDER BY x ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM (VALUES 1, 2, 3, NULL) t(x)
----
1 | 6 | 4 | 1 | 6
2 | 6 | 4 | 2 | 5
3 | 6 | 4 | 3 | 3
NULL | 6 | 4 | 1 | NULL

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x), array_agg(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), approx_distinct(x) OVER (ORDER BY x), stddev(x) OVER (ORDER BY x ROWS 1 PRECEDING), max_by(y, x) OVER (ORDER BY x), map_agg(x, y) OVER (ORDER BY x ROWS 1 PRECEDING) FROM (VALUES (1, 'a'), (2, 'b'), (4, 'd'), (8, 'h')) t(x, y)
----
1 | [1] | [1, 2] | 1 | NULL | a | {1=a}
2 | [1, 2] | [1, 2, 4] | 2 | 0.7071067811865476 | b | {1=a, 2=b}
4 | [1, 2, 4] | [2, 4, 8] | 3 | 1.4142135623730951 | d | {4=d, 2=b}
8 | [1, 2, 4, 8] | [4, 8] | 4 | 2.8284271247461903 | h | {4=d, 8=h}

query unordered
SELECT x, reduce_agg(x, 0, (a, b) -> a + b, (a, b) -> a + b) OVER (ORDER BY x), reduce_agg(x, 1, (a, b) -> a * b, (a, b) -> a * b) OVER () FROM (VALUES 2, 3, 5) t(x)
----
2 | 2 | 30
3 | 5 | 30
5 | 10 | 30

query unordered
SELECT x, count(DISTINCT y) OVER (), sum(DISTINCT y) OVER (ORDER BY x), count(DISTINCT y) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), count(DISTINCT y) OVER (PARTITION BY x / 3 ORDER BY x) FROM (VALUES (1, 10), (2, NULL), (3, 10), (4, 20), (5, 20), (6, 10)) t(x, y)
----
1 | 2 | 10 | 1 | 1
2 | 2 | 10 | 1 | 1
3 | 2 | 10 | 2 | 1
4 | 2 | 30 | 2 | 2
5 | 2 | 30 | 2 | 2
6 | 2 | 30 | 2 | 1

query unordered
SELECT x, array_agg(y ORDER BY y DESC) OVER (ORDER BY x ROWS 2 PRECEDING), array_agg(y ORDER BY y) OVER (), listagg(s, ',') WITHIN GROUP (ORDER BY s DESC) OVER (ORDER BY x) FROM (VALUES (1, 10, 'a'), (2, NULL, 'b'), (3, 5, 'c'), (4, 20, 'd')) t(x, y, s)
----
1 | [10] | [5, 10, 20, null] | a
2 | [10, null] | [5, 10, 20, null] | b,a
3 | [10, 5, null] | [5, 10, 20, null] | c,b,a
4 | [20, 5, null] | [5, 10, 20, null] | d,c,b,a

query unordered
SELECT x, sum(x) OVER (ORDER BY x) FROM (VALUES 1, 2) t(x) WHERE x > 7
----

# Frames by rows

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x ROWS 1 PRECEDING), array_agg(x) OVER (ORDER BY x ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING), array_agg(x) OVER (ORDER BY x ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING), array_agg(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING), array_agg(x) OVER (ORDER BY x ROWS BETWEEN 2 FOLLOWING AND UNBOUNDED FOLLOWING), array_agg(x) OVER (ORDER BY x ROWS CURRENT ROW), array_agg(x) OVER (ORDER BY x ROWS BETWEEN 0 PRECEDING AND 0 FOLLOWING) FROM (VALUES 1, 2, 3, 4, 5) t(x)
----
1 | [1] | NULL | [2, 3] | NULL | [3, 4, 5] | [1] | [1]
2 | [1, 2] | NULL | [3, 4] | NULL | [4, 5] | [2] | [2]
3 | [2, 3] | [1] | [4, 5] | [1] | [5] | [3] | [3]
4 | [3, 4] | [1, 2] | [5] | [1, 2] | NULL | [4] | [4]
5 | [4, 5] | [2, 3] | NULL | [1, 2, 3] | NULL | [5] | [5]

query unordered
SELECT x, count(*) OVER (ORDER BY x ROWS BETWEEN 9223372036854775807 PRECEDING AND 9223372036854775807 FOLLOWING), sum(x) OVER (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING), min(x) OVER (ORDER BY x ROWS BETWEEN 5 FOLLOWING AND 7 FOLLOWING) FROM (VALUES 1, 2, 3, 4) t(x)
----
1 | 4 | NULL | NULL
2 | 4 | 1 | NULL
3 | 4 | 3 | NULL
4 | 4 | 5 | NULL

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x ROWS BETWEEN o PRECEDING AND o FOLLOWING), sum(x) OVER (PARTITION BY x % 2 ORDER BY x ROWS BETWEEN CURRENT ROW AND o FOLLOWING) FROM (VALUES (1, 0), (2, 3), (3, 1), (4, 2), (5, 0)) t(x, o)
----
1 | [1] | 1
2 | [1, 2, 3, 4, 5] | 6
3 | [2, 3, 4] | 8
4 | [2, 3, 4, 5] | 4
5 | [5] | 5

error Window frame offset value must not be negative or null
SELECT sum(x) OVER (ORDER BY x ROWS o PRECEDING) FROM (VALUES (1, 1), (2, -1)) t(x, o)

query
SELECT sum(s), min(s), max(s), sum(m), sum(c), sum(a) FROM (SELECT sum(quantity) OVER w s, max(partkey) OVER w m, count(*) OVER w c, min(suppkey) OVER w a FROM tpch.tiny.lineitem WINDOW w AS (ORDER BY orderkey, linenumber ROWS BETWEEN 1000 PRECEDING AND 500 FOLLOWING))
----
2.28961621E9 | 12973.0 | 39851.0 | 120298234 | 89696925 | 60175

query
SELECT sum(s), sum(m), sum(c) FROM (SELECT sum(partkey) OVER w s, max(partkey) OVER w m, count(DISTINCT linenumber) OVER w c FROM tpch.tiny.lineitem WINDOW w AS (PARTITION BY suppkey ORDER BY orderkey, linenumber ROWS BETWEEN 40 PRECEDING AND 20 PRECEDING))
----
1203767812 | 110610881 | 356792

query
SELECT checksum(e), checksum(f) FROM (SELECT orderkey, linenumber, array_agg(linenumber) OVER (PARTITION BY orderkey ORDER BY linenumber ROWS 2 PRECEDING) e, approx_distinct(partkey) OVER (PARTITION BY suppkey ORDER BY orderkey, linenumber ROWS BETWEEN 50 PRECEDING AND CURRENT ROW) f FROM tpch.tiny.lineitem WHERE orderkey < 3000)
----
7b6e9d40dbb1765a | b7ec77ad82fc32f4

# Frames by values

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), array_agg(x) OVER (ORDER BY x RANGE BETWEEN 2 PRECEDING AND 1 PRECEDING), array_agg(x) OVER (ORDER BY x RANGE BETWEEN 1 FOLLOWING AND 2 FOLLOWING), array_agg(x) OVER (ORDER BY x RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), array_agg(x) OVER (ORDER BY x RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) FROM (VALUES 1, 2, 2, 4, 5, NULL, NULL) t(x)
----
1 | [1, 2, 2] | NULL | [2, 2] | NULL | [2, 2, 4, 5, null, null]
2 | [1, 2, 2] | [1] | [4] | [1] | [4, 5, null, null]
2 | [1, 2, 2] | [1] | [4] | [1] | [4, 5, null, null]
4 | [4, 5] | [2, 2] | [5] | [1, 2, 2] | [5, null, null]
5 | [4, 5] | [4] | NULL | [1, 2, 2, 4] | [null, null]
NULL | [null, null] | [null, null] | [null, null] | [1, 2, 2, 4, 5, null, null] | [null, null]
NULL | [null, null] | [null, null] | [null, null] | [1, 2, 2, 4, 5, null, null] | [null, null]

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x DESC NULLS FIRST RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), array_agg(x) OVER (ORDER BY x DESC RANGE BETWEEN 2 PRECEDING AND 1 PRECEDING), array_agg(x) OVER (ORDER BY x DESC NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), array_agg(x) OVER (ORDER BY x NULLS FIRST RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) FROM (VALUES 1, 2, 2, 4, 5, NULL, NULL) t(x)
----
1 | [2, 2, 1] | [2, 2] | [null, null, 5, 4, 2, 2] | [2, 2, 4, 5]
2 | [2, 2, 1] | [4] | [null, null, 5, 4] | [4, 5]
2 | [2, 2, 1] | [4] | [null, null, 5, 4] | [4, 5]
4 | [5, 4] | [5] | [null, null, 5] | [5]
5 | [5, 4] | NULL | [null, null] | NULL
NULL | [null, null] | [null, null] | [null, null] | [null, null, 1, 2, 2, 4, 5]
NULL | [null, null] | [null, null] | [null, null] | [null, null, 1, 2, 2, 4, 5]

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x RANGE CURRENT ROW), array_agg(x) OVER (ORDER BY x RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), array_agg(x) OVER (ORDER BY x RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING), count(*) OVER (RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM (VALUES 1, 2, 2, 4, NULL) t(x)
----
1 | [1] | [1, 2, 2, 4, null] | [1, 2, 2] | 5
2 | [2, 2] | [2, 2, 4, null] | [2, 2] | 5
2 | [2, 2] | [2, 2, 4, null] | [2, 2] | 5
4 | [4] | [4, null] | [4] | 5
NULL | [null] | [null] | [null] | 5

query unordered
SELECT d, sum(v) OVER (ORDER BY d RANGE INTERVAL '1' MONTH PRECEDING), count(*) OVER (ORDER BY d DESC RANGE BETWEEN INTERVAL '3' DAY PRECEDING AND INTERVAL '3' DAY FOLLOWING) FROM (VALUES (DATE '2020-01-31', 1), (DATE '2020-02-03', 2), (DATE '2020-02-29', 4), (DATE '2020-03-31', 8), (NULL, 16)) t(d, v)
----
2020-01-31 | 1 | 2
2020-02-03 | 3 | 2
2020-02-29 | 7 | 1
2020-03-31 | 12 | 1
NULL | 16 | 1

query unordered
SELECT x, count(*) OVER (ORDER BY x RANGE BETWEEN 0.5 PRECEDING AND 0.25 FOLLOWING), count(*) OVER (ORDER BY y RANGE BETWEEN DOUBLE '1' PRECEDING AND DOUBLE '1' FOLLOWING) FROM (VALUES (1.00, DOUBLE '0'), (1.20, nan()), (1.50, nan()), (1.75, DOUBLE '0.5'), (NULL, infinity()), (2.75, DOUBLE '-0.5')) t(x, y)
----
1.00 | 2 | 3
1.20 | 2 | 2
1.50 | 4 | 2
1.75 | 2 | 3
2.75 | 1 | 3
NULL | 1 | 1

query unordered
SELECT x, o, array_agg(x) OVER (ORDER BY x RANGE BETWEEN o PRECEDING AND o FOLLOWING) FROM (VALUES (1, 0), (2, 3), (3, 1), (5, 2), (9, 4)) t(x, o)
----
1 | 0 | [1]
2 | 3 | [1, 2, 3, 5]
3 | 1 | [2, 3]
5 | 2 | [3, 5]
9 | 4 | [5, 9]

query
SELECT sum(s), sum(m), sum(c) FROM (SELECT sum(quantity) OVER w s, max(partkey) OVER w m, count(*) OVER w c FROM tpch.tiny.lineitem WINDOW w AS (PARTITION BY returnflag ORDER BY shipdate RANGE BETWEEN INTERVAL '7' DAY PRECEDING AND INTERVAL '1' DAY FOLLOWING))
----
2.55889731E8 | 119520975 | 10033264

# Frames by groups of peers

query unordered
SELECT x, array_agg(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING), array_agg(x) OVER (ORDER BY x GROUPS CURRENT ROW), array_agg(x) OVER (ORDER BY x GROUPS BETWEEN 2 PRECEDING AND 1 PRECEDING), array_agg(x) OVER (ORDER BY x GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), array_agg(x) OVER (ORDER BY x GROUPS BETWEEN 5 FOLLOWING AND 6 FOLLOWING) FROM (VALUES 1, 1, 2, 4, 4, 4, NULL) t(x)
----
1 | [1, 1, 2] | [1, 1] | NULL | [2, 4, 4, 4, null] | NULL
1 | [1, 1, 2] | [1, 1] | NULL | [2, 4, 4, 4, null] | NULL
2 | [1, 1, 2, 4, 4, 4] | [2] | [1, 1] | [4, 4, 4, null] | NULL
4 | [2, 4, 4, 4, null] | [4, 4, 4] | [1, 1, 2] | [null] | NULL
4 | [2, 4, 4, 4, null] | [4, 4, 4] | [1, 1, 2] | [null] | NULL
4 | [2, 4, 4, 4, null] | [4, 4, 4] | [1, 1, 2] | [null] | NULL
NULL | [4, 4, 4, null] | [null] | [2, 4, 4, 4] | NULL | NULL

query unordered
SELECT x, o, sum(x) OVER (ORDER BY x GROUPS BETWEEN o PRECEDING AND o FOLLOWING), first_value(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW), last_value(x) OVER (ORDER BY x GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING) FROM (VALUES (1, 0), (1, 1), (2, 2), (3, 0), (3, 9)) t(x, o)
----
1 | 0 | 2 | 1 | 2
1 | 1 | 4 | 1 | 2
2 | 2 | 10 | 1 | 3
3 | 0 | 6 | 2 | 3
3 | 9 | 10 | 2 | 3

query
SELECT sum(s), sum(c) FROM (SELECT sum(partkey) OVER w s, count(*) OVER w c FROM tpch.tiny.lineitem WINDOW w AS (PARTITION BY returnflag ORDER BY shipdate GROUPS BETWEEN 3 PRECEDING AND 1 PRECEDING))
----
3333302364 | 3326090

# Several specifications, windows over aggregates, filters above

query unordered
SELECT regionkey, nationkey, rank() OVER (PARTITION BY regionkey ORDER BY nationkey DESC), sum(nationkey) OVER (ORDER BY nationkey), count(*) OVER (PARTITION BY nationkey % 3) FROM tpch.tiny.nation WHERE nationkey < 8
----
0 | 0 | 2 | 0 | 3
0 | 5 | 1 | 15 | 2
1 | 1 | 3 | 1 | 3
1 | 2 | 2 | 3 | 2
1 | 3 | 1 | 6 | 3
3 | 6 | 2 | 21 | 3
3 | 7 | 1 | 28 | 3
4 | 4 | 1 | 10 | 3

query
SELECT orderpriority, c, sum(c) OVER (ORDER BY orderpriority), rank() OVER (ORDER BY c) FROM (SELECT orderpriority, count(*) c FROM tpch.tiny.orders GROUP BY orderpriority) ORDER BY orderpriority
----
1-URGENT | 3020 | 3020 | 3
2-HIGH | 3065 | 6085 | 5
3-MEDIUM | 2941 | 9026 | 1
4-NOT SPECIFIED | 3024 | 12050 | 4
5-LOW | 2950 | 15000 | 2

query
SELECT orderstatus, sum(sum(totalprice)) OVER () > 0, round(100 * sum(totalprice) / sum(sum(totalprice)) OVER (), 2) FROM tpch.tiny.orders GROUP BY orderstatus ORDER BY orderstatus
----
F | true | 48.68
O | true | 48.34
P | true | 2.98

query
SELECT custkey, orderkey, r FROM (SELECT custkey, orderkey, rank() OVER (PARTITION BY custkey ORDER BY totalprice DESC) r FROM tpch.tiny.orders) WHERE custkey IN (1, 4, 7) AND r BETWEEN 3 AND 4 ORDER BY custkey, r
----
1 | 24322 | 3
1 | 53283 | 4
4 | 739 | 3
4 | 59140 | 4
7 | 14145 | 3
7 | 19841 | 4

query
SELECT s, a.name FROM (SELECT regionkey, sum(nationkey) OVER (PARTITION BY regionkey) s FROM tpch.tiny.nation) b JOIN tpch.tiny.region a ON a.regionkey = b.regionkey GROUP BY s, a.name ORDER BY s
----
47 | AMERICA
50 | AFRICA
58 | MIDDLE EAST
68 | ASIA
77 | EUROPE

plan
SELECT sum(nationkey) OVER (PARTITION BY regionkey ORDER BY name ROWS 2 PRECEDING) FROM tpch.tiny.nation
----
Window by [regionkey] in order [name ASC NULLS LAST]
ROWS
PRECEDING..CURRENT ROW

# Rows that are in no frame together may have a sum that does not fit

query
SELECT max(s), count(*) FROM (SELECT sum(x) OVER (ORDER BY i ROWS BETWEEN 40 PRECEDING AND CURRENT ROW) s FROM (SELECT orderkey i, BIGINT '100000000000000000' x FROM tpch.tiny.orders WHERE orderkey < 2000))
----
4100000000000000000 | 503
