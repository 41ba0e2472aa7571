# Aggregation: grouped, global, over nothing, with FILTER, DISTINCT, ORDER BY and grouping sets

statement
CREATE TABLE memory.default.sales AS SELECT * FROM (VALUES
    (BIGINT '1', 'north', 'apple', 3, DECIMAL '1.50', 2.5e0, REAL '1.5', DATE '2024-01-01', true),
    (2, 'north', 'pear', 5, DECIMAL '2.25', -1e0, REAL '2.5', DATE '2024-01-02', false),
    (3, 'south', 'apple', NULL, DECIMAL '0.75', NULL, NULL, DATE '2024-02-01', true),
    (4, 'south', 'watermelon', 7, NULL, 4e0, REAL '-3', NULL, NULL),
    (5, NULL, 'apple', 1, DECIMAL '10.00', 0e0, REAL '0.25', DATE '2023-12-31', false),
    (6, NULL, NULL, 2, DECIMAL '-4.00', 1.5e0, REAL '4', DATE '2024-01-01', true),
    (7, 'north', 'apple', 3, DECIMAL '1.50', 2.5e0, REAL '1.5', DATE '2024-01-01', true))
    AS t (id, region, item, amount, price, score, weight, day, paid)

query
SELECT count(*), count(amount), sum(amount), min(amount), max(amount), avg(amount) FROM memory.default.sales
----
7 | 6 | 21 | 1 | 7 | 3.5

query unordered
SELECT region, count(*), count(amount), sum(amount), sum(price), avg(price) FROM memory.default.sales GROUP BY region
----
north | 3 | 3 | 11 | 5.25 | 1.75
south | 2 | 1 | 7 | 0.75 | 0.75
NULL | 2 | 2 | 3 | 6.00 | 3.00

query unordered
SELECT region, item, count(*), min(day), max(day) FROM memory.default.sales GROUP BY region, item
----
north | apple | 2 | 2024-01-01 | 2024-01-01
north | pear | 1 | 2024-01-02 | 2024-01-02
south | apple | 1 | 2024-02-01 | 2024-02-01
south | watermelon | 1 | NULL | NULL
NULL | apple | 1 | 2023-12-31 | 2023-12-31
NULL | NULL | 1 | 2024-01-01 | 2024-01-01

query unordered
SELECT item, sum(score), avg(score), min(weight), max(weight), bool_and(paid), bool_or(paid), count_if(paid)
FROM memory.default.sales GROUP BY item
----
apple | 5.0 | 1.6666666666666667 | 0.25 | 1.5 | false | true | 3
pear | -1.0 | -1.0 | 2.5 | 2.5 | false | false | 0
watermelon | 4.0 | 4.0 | -3.0 | -3.0 | NULL | NULL | 0
NULL | 1.5 | 1.5 | 4.0 | 4.0 | true | true | 1

query
SELECT min(item), max(item), min(region), max(price), min(price), min(score), max(score) FROM memory.default.sales
----
apple | watermelon | north | 10.00 | -4.00 | -1.0 | 4.0

query unordered
SELECT DISTINCT region FROM memory.default.sales
----
north
south
NULL

# Over no rows

query
SELECT count(*), count(amount), sum(amount), avg(price), min(item), max(day), bool_and(paid), array_agg(id), stddev(score)
FROM memory.default.sales WHERE id > 100
----
0 | 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL

query
SELECT region, count(*) FROM memory.default.sales WHERE id > 100 GROUP BY region
----

query unordered
SELECT region, count(*), sum(amount) FROM memory.default.sales WHERE id > 100 GROUP BY ROLLUP (region)
----
NULL | 0 | NULL

# FILTER and HAVING

query
SELECT count(*) FILTER (WHERE paid), sum(amount) FILTER (WHERE item = 'apple'), sum(amount) FILTER (WHERE id > 100)
FROM memory.default.sales
----
4 | 7 | NULL

query unordered
SELECT region, count(*) FILTER (WHERE paid), max(amount) FILTER (WHERE item = 'apple') FROM memory.default.sales GROUP BY region
----
north | 2 | 3
south | 1 | NULL
NULL | 1 | 1

query unordered
SELECT region, sum(amount) FROM memory.default.sales GROUP BY region HAVING sum(amount) > 5 AND count(*) > 2
----
north | 11

# DISTINCT

query
SELECT count(DISTINCT region), count(DISTINCT item), sum(DISTINCT amount), count(DISTINCT day) FROM memory.default.sales
----
2 | 3 | 18 | 4

query unordered
SELECT region, count(DISTINCT item), sum(DISTINCT price), count(*) FROM memory.default.sales GROUP BY region
----
north | 2 | 3.75 | 3
south | 2 | 0.75 | 2
NULL | 1 | 6.00 | 2

query
SELECT count(DISTINCT amount) FILTER (WHERE paid), sum(DISTINCT amount) FILTER (WHERE NOT paid) FROM memory.default.sales
----
2 | 6

query
SELECT count(*) FROM (SELECT DISTINCT region, item FROM memory.default.sales LIMIT 4)
----
4

query unordered
SELECT DISTINCT region FROM memory.default.sales LIMIT 10
----
north
south
NULL

# ORDER BY within an aggregate, and functions that Trino computes

query
SELECT array_agg(id ORDER BY id DESC), array_agg(item ORDER BY item NULLS FIRST, id), listagg(item, ',') WITHIN GROUP (ORDER BY id)
FROM memory.default.sales
----
[7, 6, 5, 4, 3, 2, 1] | [null, apple, apple, apple, apple, pear, watermelon] | apple,pear,apple,watermelon,apple,apple

query unordered
SELECT region, array_agg(DISTINCT item ORDER BY item), array_agg(amount ORDER BY price DESC NULLS LAST, id) FROM memory.default.sales GROUP BY region
----
north | [apple, pear] | [5, 3, 3]
south | [apple, watermelon] | [null, 7]
NULL | [apple, null] | [1, 2]

query unordered
SELECT region, min_by(item, id), max_by(item, id), approx_distinct(item), arbitrary(region), checksum(region) IS NULL
FROM memory.default.sales GROUP BY region
----
north | apple | apple | 2 | north | false
south | apple | watermelon | 2 | south | false
NULL | apple | NULL | 1 | NULL | false

query
SELECT var_pop(amount), stddev_pop(amount), approx_percentile(amount, 0.5), bitwise_or_agg(amount), geometric_mean(amount) > 2
FROM memory.default.sales
----
3.9166666666666665 | 1.9790570145063195 | 3 | 7 | true

query unordered
SELECT region, cardinality(map_agg(id, item)), cardinality(histogram(item)), max(amount, 2), min(item, 1) FROM memory.default.sales GROUP BY region
----
north | 3 | 2 | [5, 3] | [apple]
south | 2 | 2 | [7] | [apple]
NULL | 2 | 1 | [2, 1] | [apple]

# Grouping sets

query unordered
SELECT region, item, sum(amount), grouping(region, item) FROM memory.default.sales
GROUP BY GROUPING SETS ((region), (item), ())
----
north | NULL | 11 | 1
south | NULL | 7 | 1
NULL | NULL | 3 | 1
NULL | apple | 7 | 2
NULL | pear | 5 | 2
NULL | watermelon | 7 | 2
NULL | NULL | 2 | 2
NULL | NULL | 21 | 3

query unordered
SELECT region, paid, count(*) FROM memory.default.sales GROUP BY CUBE (region, paid)
----
NULL | NULL | 7
NULL | NULL | 1
NULL | NULL | 2
NULL | false | 1
NULL | false | 2
NULL | true | 1
NULL | true | 4
north | NULL | 3
north | false | 1
north | true | 2
south | NULL | 1
south | NULL | 2
south | true | 1

query unordered
SELECT region, item, count(DISTINCT amount) FROM memory.default.sales WHERE region IS NOT NULL GROUP BY ROLLUP (region, item)
----
NULL | NULL | 3
north | NULL | 2
south | NULL | 1
north | apple | 1
north | pear | 1
south | apple | 0
south | watermelon | 1

# Keys of many types, and what is the same

query unordered
SELECT x, count(*) FROM (SELECT CASE WHEN id < 3 THEN nan() WHEN id < 5 THEN 0e0 WHEN id = 5 THEN NULL ELSE id * 1e0 END AS x FROM memory.default.sales) GROUP BY x
----
NaN | 2
0.0 | 2
NULL | 1
6.0 | 1
7.0 | 1

query unordered
SELECT CAST(amount AS decimal(30, 1)), repeat(paid, 1), count(*) FROM memory.default.sales GROUP BY 1, 2
----
3.0 | [true] | 2
5.0 | [false] | 1
NULL | [true] | 1
7.0 | [null] | 1
1.0 | [false] | 1
2.0 | [true] | 1

query unordered
SELECT shippriority, orderstatus, count(*), sum(totalprice) > 1e8 FROM tpch.tiny.orders GROUP BY shippriority, orderstatus
----
0 | F | 7304 | true
0 | O | 7333 | true
0 | P | 363 | false

query
SELECT count(*), sum(c), min(k), max(k) FROM (SELECT orderkey AS k, count(*) AS c FROM tpch.tiny.lineitem GROUP BY orderkey)
----
15000 | 60175 | 1 | 60000

query
SELECT count(*), sum(n) FROM (SELECT partkey, suppkey, comment, count(*) AS n FROM tpch.tiny.lineitem GROUP BY partkey, suppkey, comment)
----
60175 | 60175

# Overflow

error bigint addition overflow: 9223372036854775807 \+ 1
SELECT sum(CASE id WHEN 1 THEN 9223372036854775807 WHEN 2 THEN 1 END) FROM memory.default.sales WHERE id < 3

error Decimal overflow
SELECT sum(DECIMAL '99999999999999999999999999999999999999' + 0 * id) FROM memory.default.sales

query
SELECT sum(x), avg(x) FROM (SELECT DECIMAL '999999999999999999' AS x, id FROM memory.default.sales)
----
6999999999999999993 | 999999999999999999

plan
SELECT region, count(DISTINCT item), sum(amount) FILTER (WHERE paid) FROM memory.default.sales GROUP BY region
----
compiled:
Aggregate by [region]

# Variances of BIGINT and DOUBLE, of no, one and several values
query unordered
SELECT region, round(variance(amount), 4), round(var_samp(id), 4), round(var_pop(id), 4), round(stddev(score), 4), round(stddev_samp(id), 4), round(stddev_pop(score), 4)
FROM memory.default.sales GROUP BY region
----
north | 1.3333 | 10.3333 | 6.8889 | 2.0207 | 3.2146 | 1.6499
south | NULL | 0.5 | 0.25 | NULL | 0.7071 | 0.0
NULL | 0.5 | 0.5 | 0.25 | 1.0607 | 0.7071 | 0.75

query
SELECT variance(amount), var_pop(id), stddev(score), stddev_pop(id) FROM memory.default.sales WHERE id > 100
----
NULL | NULL | NULL | NULL

query
SELECT stddev(CAST(x AS double)), var_pop(x), variance(CAST(x AS double)) FROM (VALUES (BIGINT '7'), NULL) t(x)
----
NULL | 0.0 | NULL

query
SELECT is_nan(stddev(x)), is_nan(variance(x)) FROM (VALUES 1e0, nan(), 3e0) t(x)
----
true | true

# The value of the least and of the greatest key: of several alike any, NULL keys never, NULL values too
query unordered
SELECT region, min_by(id, price), max_by(id, day), min_by(amount, id), max_by(price, score), max_by(day, paid), min_by(paid, weight)
FROM memory.default.sales WHERE id <> 7 GROUP BY region
----
north | 1 | 2 | 3 | 1.50 | 2024-01-01 | true
south | 3 | 3 | NULL | NULL | 2024-02-01 | NULL
NULL | 6 | 6 | 1 | -4.00 | 2024-01-01 | false

query unordered
SELECT region, max_by(item, price), min_by(item, price), to_hex(max_by(CAST(item AS varbinary), id)), min_by(item, score) FROM memory.default.sales WHERE id <> 7 GROUP BY region
----
north | pear | apple | 70656172 | pear
south | apple | apple | 77617465726D656C6F6E | watermelon
NULL | apple | NULL | NULL | apple

query
SELECT max_by(id, price), min_by(item, day), max_by(item, score) FROM memory.default.sales WHERE price IS NULL AND score < 0
----
NULL | NULL | NULL

query
SELECT max_by(v, k), min_by(v, k), max_by(v, CAST(k AS real)), min_by(v, CAST(k AS real)) FROM (VALUES (1, nan()), (2, 3e0), (3, -infinity()), (4, NULL)) t(v, k)
----
2 | 3 | 2 | 3

query
SELECT max_by(v, k), min_by(v, k) FROM (VALUES ('only', nan()), ('none', NULL)) t(v, k)
----
only | only

query
SELECT min_by(v, k) = max_by(v, k) FROM (VALUES ('neg', -0e0), ('pos', 0e0)) t(v, k)
----
true

# Types that have no written form go through the engine's
query
SELECT max_by(ARRAY[id], id), min_by(ROW(id, item), day), max_by(id, item), max_by(id, CAST(price AS DECIMAL(30, 2))) FROM memory.default.sales WHERE id IN (1, 2)
----
[2] | {1, apple} | 2 | 2

# Arrays of all values, NULLs among them
query unordered
SELECT region, array_agg(amount ORDER BY id), array_agg(item ORDER BY id DESC), cardinality(array_agg(score)), array_agg(paid ORDER BY id) FILTER (WHERE amount > 4)
FROM memory.default.sales GROUP BY region
----
north | [3, 5, 3] | [apple, pear, apple] | 3 | [false]
south | [null, 7] | [watermelon, apple] | 2 | [null]
NULL | [1, 2] | [null, apple] | 2 | NULL

query
SELECT array_agg(id), array_agg(DISTINCT id) FROM memory.default.sales WHERE id > 100
----
NULL | NULL

query
SELECT array_agg(ARRAY[id] ORDER BY id), array_agg(ROW(id, item) ORDER BY id) FROM memory.default.sales WHERE id < 3
----
[[1], [2]] | [{1, apple}, {2, pear}]

query
SELECT count(*), sum(cardinality(a)), sum(reduce(a, BIGINT '0', (s, x) -> s + x, s -> s)), sum(v) FROM
    (SELECT custkey, array_agg(orderkey) a, max_by(orderkey, totalprice) v FROM tpch.tiny.orders GROUP BY custkey)
----
1000 | 15000 | 449872500 | 29673820

# Numbers of different values, about: of few values exact, of many as the engine estimates them
query
SELECT approx_distinct(region), approx_distinct(amount), approx_distinct(price), approx_distinct(score), approx_distinct(weight), approx_distinct(day), approx_distinct(paid), approx_distinct(paid, 0.1e0), approx_distinct(NULL) FROM memory.default.sales
----
2 | 5 | 5 | 5 | 5 | 4 | 2 | 2 | 0

query
SELECT approx_distinct(CAST(price AS DECIMAL(38, 2))), approx_distinct(ARRAY[region, item]), approx_distinct(CAST(item AS CHAR(5))), approx_distinct(CAST(item AS VARBINARY)), approx_distinct(CAST(day AS TIMESTAMP(3) WITH TIME ZONE)), approx_distinct(CAST(day AS TIMESTAMP(9))), approx_distinct(CAST(id AS SMALLINT)), approx_distinct(ROW(paid, id)) FROM memory.default.sales
----
5 | 6 | 3 | 3 | 4 | 4 | 7 | 7

query unordered
SELECT region, approx_distinct(item) FILTER (WHERE paid), approx_distinct(DISTINCT amount), approx_distinct(amount, 0.1e0), approx_distinct(paid) FROM memory.default.sales GROUP BY region
----
north | 1 | 2 | 2 | 2
south | 1 | 1 | 1 | 1
NULL | 0 | 2 | 2 | 2

query
SELECT approx_distinct(id), approx_distinct(item, 0.01e0), approx_distinct(paid) FROM memory.default.sales WHERE id > 100
----
0 | 0 | 0

query
SELECT approx_distinct(x), approx_distinct(CAST(x AS REAL)), approx_distinct(x, 0.05e0) FROM (VALUES nan(), -nan(), 0e0, -0e0, NULL, infinity()) t(x)
----
3 | 3 | 3

query
SELECT approx_distinct(n, e), approx_distinct(b, e), approx_distinct(n, IF(n > 0, e)) FROM (VALUES (1, true, 0.1e0), (2, false, NULL), (NULL, NULL, 0.5e0), (3, true, 0.1e0)) t(n, b, e)
----
2 | 1 | 2

query
SELECT approx_distinct(CAST(NULL AS BIGINT), 0.5e0), approx_distinct(NULL, 0.5e0), approx_distinct(true, 0.5e0)
----
0 | 0 | 1

error Max standard error must be in \[0\.0040625, 0\.26\]: 0\.5
SELECT approx_distinct(id, 0.5e0) FROM memory.default.sales

error Max standard error must be in \[0\.0040625, 0\.26\]: NaN
SELECT region, approx_distinct(id, nan()) FROM memory.default.sales GROUP BY region

query
SELECT approx_distinct(orderkey), approx_distinct(orderkey, 0.0040625e0), approx_distinct(orderkey, 0.01e0), approx_distinct(orderkey, 0.26e0), approx_distinct(comment), approx_distinct(extendedprice), approx_distinct(shipdate), approx_distinct(shipmode), approx_distinct(partkey) FILTER (WHERE linestatus = 'F'), approx_distinct(linenumber % 2 = 0) FROM tpch.tiny.lineitem
----
15432 | 15026 | 15087 | 17951 | 59880 | 35912 | 2543 | 7 | 1973 | 2

query unordered
SELECT returnflag, linestatus, approx_distinct(orderkey, 0.01e0), approx_distinct(comment, 0.1e0), approx_distinct(shipdate), approx_distinct(shipinstruct), approx_distinct(suppkey, 0.26e0) FROM tpch.tiny.lineitem GROUP BY returnflag, linestatus
----
N | F | 274 | 360 | 28 | 4 | 120
N | O | 7737 | 29232 | 1258 | 4 | 120
R | F | 6481 | 15308 | 1251 | 4 | 120
A | F | 6418 | 13180 | 1254 | 4 | 120

query
SELECT count(*), sum(a), sum(b), sum(c), max(d) FROM (SELECT suppkey, approx_distinct(orderkey) a, approx_distinct(orderkey, 0.26e0) b, approx_distinct(partkey) c, approx_distinct(shipmode) d FROM tpch.tiny.lineitem GROUP BY suppkey)
----
100 | 59011 | 57927 | 7996 | 7

query
SELECT count(*), sum(a), sum(b) FROM (SELECT orderkey, approx_distinct(partkey) a, approx_distinct(DISTINCT comment) b FROM tpch.tiny.lineitem GROUP BY orderkey)
----
15000 | 60113 | 60174

query
SELECT sum(a), sum(b) FROM (SELECT approx_distinct(orderkey) OVER (PARTITION BY suppkey) a, approx_distinct(partkey, 0.1e0) OVER (PARTITION BY suppkey ORDER BY orderkey, linenumber ROWS BETWEEN 50 PRECEDING AND CURRENT ROW) b FROM tpch.tiny.lineitem WHERE orderkey < 3000)
----
92021 | 43157

plan
SELECT region, approx_distinct(item), approx_distinct(id, 0.1e0) FROM memory.default.sales GROUP BY region
----
compiled:
Aggregate by [region]

statement
DROP TABLE memory.default.sales

# Lambdas of aggregates

query
SELECT regionkey, reduce_agg(nationkey, 0, (a, b) -> a + b, (a, b) -> a + b), reduce_agg(name, '', (s, n) -> s || substr(n, 1, 1), (s, t) -> s || t) IS NULL FROM tpch.tiny.nation GROUP BY regionkey ORDER BY regionkey
----
0 | 50 | false
1 | 47 | false
2 | 68 | false
3 | 77 | false
4 | 58 | false

query
SELECT reduce_agg(x, 1, (a, b) -> a * b, (a, b) -> a * b), reduce_agg(x, DOUBLE '0', (a, b) -> a + b, (a, b) -> a + b) FROM (VALUES 2, 3, NULL, 5) t(x)
----
30 | 10.0

# Sums of expressions that share parts, over decimals that are sums of 64 bits and of more

statement
CREATE TABLE memory.default.charges AS SELECT n AS id, n % 3 AS g, CAST(n AS DECIMAL(12, 2)) AS price, CAST(n % 10 AS DECIMAL(12, 2)) / 100 AS discount, CAST(CAST(n AS BIGINT) * 100000000000000 AS DECIMAL(18, 0)) AS large, IF(n % 4 = 0, NULL, CAST(n AS DECIMAL(5, 1))) AS some FROM UNNEST(sequence(1, 2000)) t(n)

query
SELECT g, sum(price), sum(price * (1 - discount)), sum(price * (1 - discount) * (1 + discount)), avg(price), avg(price * (1 - discount)), count(*), sum(some), avg(some), sum(some * price) FROM memory.default.charges GROUP BY g ORDER BY g
----
0 | 666333.00 | 636272.910000000000000 | 664427.193300 | 1000.50 | 955.364729729729730 | 666 | 500001.0 | 1000.0 | 666667665.000
1 | 667000.00 | 636939.880000000000000 | 665093.788000 | 1000.00 | 954.932353823088456 | 667 | 500000.0 | 1000.0 | 666667670.000
2 | 667667.00 | 637667.210000000000000 | 665767.018700 | 1001.00 | 956.022803598200900 | 667 | 499999.0 | 1000.0 | 666663665.000

query
SELECT sum(large * large), sum(large * price * price), avg(large * large), sum(-large * large), sum(large), count(*), count(some) FROM memory.default.charges
----
26686670000000000000000000000000000000 | 400400100000000000000000000.0000 | 13343335000000000000000000000000000 | -26686670000000000000000000000000000000 | 200100000000000000000 | 2000 | 1500

query
SELECT sum(CASE WHEN discount > 0 THEN price / discount END), sum(CASE WHEN some IS NULL THEN price ELSE 0 END), max(price), sum(price) FILTER (WHERE g = 1), sum(DISTINCT discount), avg(price - discount) FROM memory.default.charges
----
56476468.253968253968253 | 501000.00 | 2000.00 | 667000.00 | 0.4500000000000 | 1000.4550000000000

query
SELECT sum(price), sum(price * discount), count(*) FROM memory.default.charges WHERE id < 0
----
NULL | NULL | 0

query
SELECT id, sum(price * 2), avg(price * 2) FROM memory.default.charges GROUP BY id ORDER BY id LIMIT 2
----
1 | 2.00 | 2.00
2 | 4.00 | 4.00

error Division by zero
SELECT sum(price / discount), sum(price) FROM memory.default.charges

error Decimal overflow
SELECT sum(large * large * large), sum(large * large) FROM memory.default.charges WHERE id > 1000

statement
DROP TABLE memory.default.charges

# The variance of what is far from zero, in groups that threads find for themselves

query
SELECT count(*) FROM (SELECT orderkey, var_pop(1e200) v, stddev_pop(1e200) w FROM tpch.tiny.lineitem GROUP BY orderkey) WHERE v <> 0 OR v IS NULL OR is_nan(v) OR w <> 0
----
0
