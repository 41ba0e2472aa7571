# Parts of a query that stand in it several times are computed once, and only those that have the same rows each time

statement
CREATE TABLE memory.default.sales AS SELECT * FROM (VALUES
  (1, VARCHAR 'a', BIGINT '10', DECIMAL '1.50', DATE '2020-01-01'), (1, 'b', 20, 2.50, DATE '2020-01-02'),
  (2, 'a', 30, NULL, DATE '2020-01-03'), (2, 'c', 40, 4.50, NULL), (3, 'a', 50, 5.50, DATE '2020-01-05'),
  (NULL, 'b', 60, 6.50, DATE '2020-01-06'), (1, 'a', 70, 7.50, DATE '2020-01-07'),
  (3, NULL, 80, 8.50, DATE '2020-01-08')) AS t (shop, item, amount, price, day)

statement
CREATE TABLE memory.default.shops AS SELECT * FROM (VALUES
  (1, VARCHAR 'Ayr'), (2, 'Bute'), (3, 'Ayr'), (4, 'Cork')) AS t (shop, town)

# As TPC-H q15: groups, and the largest of them
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT * FROM s WHERE total = (SELECT max(total) FROM s)
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT * FROM s WHERE total = (SELECT max(total) FROM s)
----
3 | 130 | 2

# A join with itself
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT a.shop, b.shop, a.total FROM s a CROSS JOIN s b WHERE a.total < b.total
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT a.shop, b.shop, a.total FROM s a CROSS JOIN s b WHERE a.total < b.total
----
1 | 3 | 100
2 | 1 | 70
2 | 3 | 70
NULL | 1 | 60
NULL | 2 | 60
NULL | 3 | 60

# Columns that one of the places does not want
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop, total FROM s UNION ALL SELECT -shop, n FROM s
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop, total FROM s UNION ALL SELECT -shop, n FROM s
----
-1 | 3
-2 | 2
-3 | 2
1 | 100
2 | 70
3 | 130
NULL | 1
NULL | 60

# Three places, columns in other orders and twice
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT 1, total, shop FROM s UNION ALL SELECT 2, shop, total FROM s UNION ALL SELECT 3, n, n FROM s
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT 1, total, shop FROM s UNION ALL SELECT 2, shop, total FROM s UNION ALL SELECT 3, n, n FROM s
----
1 | 100 | 1
1 | 130 | 3
1 | 60 | NULL
1 | 70 | 2
2 | 1 | 100
2 | 2 | 70
2 | 3 | 130
2 | NULL | 60
3 | 1 | 1
3 | 2 | 2
3 | 2 | 2
3 | 3 | 3

# Conditions above the groups are not part of them
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop FROM s WHERE total > 100 UNION ALL SELECT shop FROM s WHERE n = 2
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop FROM s WHERE total > 100 UNION ALL SELECT shop FROM s WHERE n = 2
----
2
3
3

# Conditions on the keys end up below the groups, which are others then
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop FROM s WHERE shop > 1 UNION ALL SELECT shop FROM s WHERE shop < 3
----
!read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop FROM s WHERE shop > 1 UNION ALL SELECT shop FROM s WHERE shop < 3
----
1
2
2
3

# Other conditions, other rows
plan
SELECT shop, sum(amount) FROM memory.default.sales WHERE item = 'a' GROUP BY shop UNION ALL SELECT shop, sum(amount) FROM memory.default.sales WHERE item = 'b' GROUP BY shop
----
!read by pipelines

query unordered
SELECT shop, sum(amount) FROM memory.default.sales WHERE item = 'a' GROUP BY shop UNION ALL SELECT shop, sum(amount) FROM memory.default.sales WHERE item = 'b' GROUP BY shop
----
1 | 20
1 | 80
2 | 30
3 | 50
NULL | 60

# Other sums of the same groups are computed together
plan
SELECT shop, sum(amount) FROM memory.default.sales GROUP BY shop UNION ALL SELECT shop, sum(x) FROM (SELECT shop, amount + 1 x FROM memory.default.sales) GROUP BY shop
----
read by pipelines

query unordered
SELECT shop, sum(amount) FROM memory.default.sales GROUP BY shop UNION ALL SELECT shop, sum(x) FROM (SELECT shop, amount + 1 x FROM memory.default.sales) GROUP BY shop
----
1 | 100
1 | 103
2 | 70
2 | 72
3 | 130
3 | 132
NULL | 60
NULL | 61

# No WITH is needed, and names do not matter
plan
SELECT item, sum(amount) FROM memory.default.sales GROUP BY item UNION ALL SELECT y, sum(z) FROM (SELECT item AS y, amount AS z, shop AS q FROM memory.default.sales) GROUP BY y
----
read by pipelines

query unordered
SELECT item, sum(amount) FROM memory.default.sales GROUP BY item UNION ALL SELECT y, sum(z) FROM (SELECT item AS y, amount AS z, shop AS q FROM memory.default.sales) GROUP BY y
----
NULL | 80
NULL | 80
a | 160
a | 160
b | 80
b | 80
c | 40
c | 40

# Nor does the order of keys
plan
SELECT shop, item, sum(amount) FROM memory.default.sales GROUP BY shop, item UNION ALL SELECT shop, item, sum(amount) FROM memory.default.sales GROUP BY item, shop
----
read by pipelines

query unordered
SELECT shop, item, sum(amount) FROM memory.default.sales GROUP BY shop, item UNION ALL SELECT shop, item, sum(amount) FROM memory.default.sales GROUP BY item, shop
----
1 | a | 80
1 | a | 80
1 | b | 20
1 | b | 20
2 | a | 30
2 | a | 30
2 | c | 40
2 | c | 40
3 | NULL | 80
3 | NULL | 80
3 | a | 50
3 | a | 50
NULL | b | 60
NULL | b | 60

plan
SELECT shop, max(amount) FROM memory.default.sales GROUP BY shop UNION ALL SELECT shop, min(price) FROM memory.default.sales GROUP BY shop
----
read by pipelines

query unordered
SELECT shop, max(amount) FROM memory.default.sales GROUP BY shop UNION ALL SELECT shop, min(price) FROM memory.default.sales GROUP BY shop
----
1 | 1.50
1 | 70.00
2 | 4.50
2 | 40.00
3 | 5.50
3 | 80.00
NULL | 6.50
NULL | 60.00

# DISTINCT and FILTER are part of a sum
plan
SELECT shop, count(DISTINCT item), sum(amount) FILTER (WHERE item = 'a') FROM memory.default.sales GROUP BY shop UNION ALL SELECT shop, sum(amount) FILTER (WHERE item = 'a'), count(DISTINCT item) FROM memory.default.sales GROUP BY shop
----
read by pipelines

query unordered
SELECT shop, count(DISTINCT item), sum(amount) FILTER (WHERE item = 'a') FROM memory.default.sales GROUP BY shop UNION ALL SELECT shop, sum(amount) FILTER (WHERE item = 'a'), count(DISTINCT item) FROM memory.default.sales GROUP BY shop
----
1 | 2 | 80
1 | 80 | 2
2 | 2 | 30
2 | 30 | 2
3 | 1 | 50
3 | 50 | 1
NULL | 1 | NULL
NULL | NULL | 1

plan
SELECT count(DISTINCT item) FROM memory.default.sales UNION ALL SELECT count(item) FROM memory.default.sales
----
!read by pipelines

query unordered
SELECT count(DISTINCT item) FROM memory.default.sales UNION ALL SELECT count(item) FROM memory.default.sales
----
3
7

plan
SELECT array_agg(amount ORDER BY day) FROM memory.default.sales GROUP BY shop HAVING count(*) > 2 UNION ALL SELECT array_agg(amount ORDER BY day) FROM memory.default.sales GROUP BY shop HAVING count(*) > 2
----
read by pipelines

query unordered
SELECT array_agg(amount ORDER BY day) FROM memory.default.sales GROUP BY shop HAVING count(*) > 2 UNION ALL SELECT array_agg(amount ORDER BY day) FROM memory.default.sales GROUP BY shop HAVING count(*) > 2
----
[10, 20, 70]
[10, 20, 70]

plan
SELECT array_agg(amount ORDER BY day) FROM memory.default.sales UNION ALL SELECT array_agg(amount ORDER BY day DESC) FROM memory.default.sales
----
read by pipelines

query unordered
SELECT array_agg(amount ORDER BY day) FROM memory.default.sales UNION ALL SELECT array_agg(amount ORDER BY day DESC) FROM memory.default.sales
----
[10, 20, 30, 50, 60, 70, 80, 40]
[80, 70, 60, 50, 30, 20, 10, 40]

# As TPC-H q11: a join that leaves few rows, grouped and not grouped
plan
WITH j AS (SELECT ps.partkey, ps.availqty, ps.supplycost, s.name FROM tpch.tiny.partsupp ps JOIN tpch.tiny.supplier s ON ps.suppkey = s.suppkey WHERE s.nationkey = 7) SELECT partkey, sum(availqty) v FROM j GROUP BY partkey HAVING sum(availqty) > (SELECT sum(availqty) * 0.01 FROM j)
----
read by pipelines

query unordered
WITH j AS (SELECT ps.partkey, ps.availqty, ps.supplycost, s.name FROM tpch.tiny.partsupp ps JOIN tpch.tiny.supplier s ON ps.suppkey = s.suppkey WHERE s.nationkey = 7) SELECT partkey, sum(availqty) v FROM j GROUP BY partkey HAVING sum(availqty) > (SELECT sum(availqty) * 0.01 FROM j)
----

plan
WITH j AS (SELECT ps.partkey, ps.availqty, ps.supplycost, s.name FROM tpch.tiny.partsupp ps JOIN tpch.tiny.supplier s ON ps.suppkey = s.suppkey WHERE s.nationkey = 7) SELECT count(DISTINCT partkey) FROM j UNION ALL SELECT count(DISTINCT name) FROM j
----
read by pipelines

query unordered
WITH j AS (SELECT ps.partkey, ps.availqty, ps.supplycost, s.name FROM tpch.tiny.partsupp ps JOIN tpch.tiny.supplier s ON ps.suppkey = s.suppkey WHERE s.nationkey = 7) SELECT count(DISTINCT partkey) FROM j UNION ALL SELECT count(DISTINCT name) FROM j
----
374
5

# Both sides of a join
query unordered
WITH j AS (SELECT ps.partkey, ps.availqty, ps.supplycost, s.name FROM tpch.tiny.partsupp ps JOIN tpch.tiny.supplier s ON ps.suppkey = s.suppkey WHERE s.nationkey = 7) SELECT count(*), sum(x.availqty) FROM j x JOIN j y ON x.partkey = y.partkey
----
452 | 2195343

# A join that leaves many is computed again
plan
WITH j AS (SELECT o.orderkey, c.name, o.totalprice FROM tpch.tiny.orders o JOIN tpch.tiny.customer c ON o.custkey = c.custkey) SELECT count(DISTINCT orderkey) FROM j UNION ALL SELECT count(DISTINCT name) FROM j
----
!read by pipelines

query unordered
WITH j AS (SELECT o.orderkey, c.name, o.totalprice FROM tpch.tiny.orders o JOIN tpch.tiny.customer c ON o.custkey = c.custkey) SELECT count(DISTINCT orderkey) FROM j UNION ALL SELECT count(DISTINCT name) FROM j
----
1000
15000

# Outer joins, with conditions
query unordered
SELECT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30
----
10 | NULL
10 | NULL
20 | NULL
20 | NULL
30 | NULL
30 | NULL
40 | Bute
40 | Bute
50 | Ayr
50 | Ayr
60 | NULL
60 | NULL
70 | Ayr
70 | Ayr
80 | Ayr
80 | Ayr

plan
SELECT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 40
----
!read by pipelines

query unordered
SELECT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 40
----
10 | NULL
10 | NULL
20 | NULL
20 | NULL
30 | NULL
30 | NULL
40 | Bute
40 | NULL
50 | Ayr
50 | Ayr
60 | NULL
60 | NULL
70 | Ayr
70 | Ayr
80 | Ayr
80 | Ayr

plan
SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30
----
read by pipelines

query unordered
SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30
----
10 | NULL
10 | NULL
20 | NULL
20 | NULL
30 | NULL
30 | NULL
40 | Bute
40 | Bute
50 | Ayr
50 | Ayr
60 | NULL
60 | NULL
70 | Ayr
70 | Ayr
80 | Ayr
80 | Ayr

plan
SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 40
----
!read by pipelines

query unordered
SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 40
----
10 | NULL
10 | NULL
20 | NULL
20 | NULL
30 | NULL
30 | NULL
40 | Bute
40 | NULL
50 | Ayr
50 | Ayr
60 | NULL
60 | NULL
70 | Ayr
70 | Ayr
80 | Ayr
80 | Ayr

plan
SELECT DISTINCT s.amount, p.town FROM memory.default.sales s FULL JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30
----
!read by pipelines

query unordered
SELECT DISTINCT s.amount, p.town FROM memory.default.sales s FULL JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30 UNION ALL SELECT DISTINCT s.amount, p.town FROM memory.default.sales s LEFT JOIN memory.default.shops p ON s.shop = p.shop AND s.amount > 30
----
10 | NULL
10 | NULL
20 | NULL
20 | NULL
30 | NULL
30 | NULL
40 | Bute
40 | Bute
50 | Ayr
50 | Ayr
60 | NULL
60 | NULL
70 | Ayr
70 | Ayr
80 | Ayr
80 | Ayr
NULL | Cork

plan
SELECT count(*) FROM memory.default.sales s FULL JOIN memory.default.shops p ON s.shop = p.shop UNION ALL SELECT count(*) FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop
----
!read by pipelines

query unordered
SELECT count(*) FROM memory.default.sales s FULL JOIN memory.default.shops p ON s.shop = p.shop UNION ALL SELECT count(*) FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop
----
7
9

# Of a join with itself, left is not right
query unordered
SELECT a.x, b.x FROM (SELECT l.amount x FROM memory.default.sales l JOIN memory.default.sales r ON l.shop = r.shop AND l.amount < r.amount) a JOIN (SELECT r.amount x FROM memory.default.sales l JOIN memory.default.sales r ON l.shop = r.shop AND l.amount < r.amount) b ON a.x = b.x
----
20 | 20

# One place has a join that wants few shops, the other wants all: the join must not drop them for both
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Bute' UNION ALL SELECT shop, total FROM s
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Bute' UNION ALL SELECT shop, total FROM s
----
1 | 100
2 | 70
2 | 70
3 | 130
NULL | 60

plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop, total FROM s UNION ALL SELECT a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Bute'
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT shop, total FROM s UNION ALL SELECT a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Bute'
----
1 | 100
2 | 70
2 | 70
3 | 130
NULL | 60

# Each place has a join that wants few shops, others in each
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT 'x', a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Bute' UNION ALL SELECT 'y', a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Ayr'
----
!read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT 'x', a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Bute' UNION ALL SELECT 'y', a.shop, a.total FROM s a JOIN memory.default.shops p ON a.shop = p.shop WHERE p.town = 'Ayr'
----
x | 2 | 70
y | 1 | 100
y | 3 | 130

# The same of IN, with a third that wants all
plan
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT 'x', a.shop, a.total FROM s a WHERE shop IN (SELECT shop FROM memory.default.shops p WHERE p.town = 'Bute') UNION ALL SELECT 'y', a.shop, a.total FROM s a WHERE shop IN (SELECT shop FROM memory.default.shops p WHERE p.town = 'Ayr') UNION ALL SELECT 'z', a.shop, a.total FROM s a
----
read by pipelines

query unordered
WITH s AS (SELECT shop, sum(amount) total, count(*) n FROM memory.default.sales GROUP BY shop) SELECT 'x', a.shop, a.total FROM s a WHERE shop IN (SELECT shop FROM memory.default.shops p WHERE p.town = 'Bute') UNION ALL SELECT 'y', a.shop, a.total FROM s a WHERE shop IN (SELECT shop FROM memory.default.shops p WHERE p.town = 'Ayr') UNION ALL SELECT 'z', a.shop, a.total FROM s a
----
x | 2 | 70
y | 1 | 100
y | 3 | 130
z | 1 | 100
z | 2 | 70
z | 3 | 130
z | NULL | 60

# Groups of a join, with a join above in each place
plan
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 2 UNION ALL SELECT 'y', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 3
----
!read by pipelines

query unordered
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 2 UNION ALL SELECT 'y', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 3
----
x | Bute | a | 30
x | Bute | c | 40
y | Ayr | NULL | 80
y | Ayr | a | 130
y | Ayr | b | 20

plan
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 2 UNION ALL SELECT 'y', j.* FROM j LEFT JOIN memory.default.shops v ON j.town = v.town AND v.shop = 3
----
read by pipelines

query unordered
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 2 UNION ALL SELECT 'y', j.* FROM j LEFT JOIN memory.default.shops v ON j.town = v.town AND v.shop = 3
----
x | Bute | a | 30
x | Bute | c | 40
y | Ayr | NULL | 80
y | Ayr | a | 130
y | Ayr | b | 20
y | Bute | a | 30
y | Bute | c | 40

plan
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j LEFT JOIN memory.default.shops v ON j.town = v.town AND v.shop = 2 UNION ALL SELECT 'y', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 3
----
read by pipelines

query unordered
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j LEFT JOIN memory.default.shops v ON j.town = v.town AND v.shop = 2 UNION ALL SELECT 'y', j.* FROM j JOIN memory.default.shops v ON j.town = v.town AND v.shop = 3
----
x | Ayr | NULL | 80
x | Ayr | a | 130
x | Ayr | b | 20
x | Bute | a | 30
x | Bute | c | 40
y | Ayr | NULL | 80
y | Ayr | a | 130
y | Ayr | b | 20

# A join by what was aggregated asks for all groups
plan
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j JOIN (VALUES 80) v (a) ON j.a = v.a UNION ALL SELECT 'y', j.* FROM j JOIN (VALUES 30, 40) v (a) ON j.a = v.a
----
read by pipelines

query unordered
WITH j AS (SELECT town, item, sum(amount) a FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop GROUP BY town, item) SELECT 'x', j.* FROM j JOIN (VALUES 80) v (a) ON j.a = v.a UNION ALL SELECT 'y', j.* FROM j JOIN (VALUES 30, 40) v (a) ON j.a = v.a
----
x | Ayr | NULL | 80
y | Bute | a | 30
y | Bute | c | 40

# The first rows in an order
plan
WITH t AS (SELECT shop, amount FROM memory.default.sales ORDER BY amount DESC LIMIT 3) SELECT * FROM t UNION ALL SELECT max(shop), sum(amount) FROM t
----
read by pipelines

query unordered
WITH t AS (SELECT shop, amount FROM memory.default.sales ORDER BY amount DESC LIMIT 3) SELECT * FROM t UNION ALL SELECT max(shop), sum(amount) FROM t
----
1 | 70
3 | 210
3 | 80
NULL | 60

plan
WITH t AS (SELECT shop, sum(amount) a FROM memory.default.sales GROUP BY shop ORDER BY a DESC LIMIT 3) SELECT t.shop, t.a, (SELECT max(a) FROM t) FROM t ORDER BY a
----
read by pipelines

query
WITH t AS (SELECT shop, sum(amount) a FROM memory.default.sales GROUP BY shop ORDER BY a DESC LIMIT 3) SELECT t.shop, t.a, (SELECT max(a) FROM t) FROM t ORDER BY a
----
2 | 70 | 130
1 | 100 | 130
3 | 130 | 130

# Any rows, but the same for all
plan
WITH t AS (SELECT DISTINCT item FROM memory.default.sales LIMIT 2) SELECT count(*) FROM t WHERE item IS NULL OR item >= '' UNION ALL SELECT 10 + count(*) FROM t
----
read by pipelines

query unordered
WITH t AS (SELECT DISTINCT item FROM memory.default.sales LIMIT 2) SELECT count(*) FROM t WHERE item IS NULL OR item >= '' UNION ALL SELECT 10 + count(*) FROM t
----
12
2

# Windows
query unordered
WITH t AS (SELECT shop, amount, sum(amount) OVER (PARTITION BY shop ORDER BY day, amount) r FROM memory.default.sales) SELECT a.amount, a.r, b.r FROM t a JOIN t b ON a.r = b.r + b.amount AND a.shop = b.shop
----

plan
WITH t AS (SELECT shop, amount, sum(amount) OVER (PARTITION BY shop ORDER BY day, amount) r FROM memory.default.sales) SELECT amount, r FROM t UNION ALL SELECT count(*), sum(r) FROM t
----
read by pipelines

query unordered
WITH t AS (SELECT shop, amount, sum(amount) OVER (PARTITION BY shop ORDER BY day, amount) r FROM memory.default.sales) SELECT amount, r FROM t UNION ALL SELECT count(*), sum(r) FROM t
----
10 | 10
20 | 30
30 | 30
40 | 70
50 | 50
60 | 60
70 | 100
8 | 480
80 | 130

plan
WITH t AS (SELECT shop, amount, rank() OVER (PARTITION BY shop ORDER BY amount) r FROM memory.default.sales) SELECT amount, r FROM t WHERE r <= 1 UNION ALL SELECT sum(amount), count(*) FROM t WHERE r <= 1
----
read by pipelines

query unordered
WITH t AS (SELECT shop, amount, rank() OVER (PARTITION BY shop ORDER BY amount) r FROM memory.default.sales) SELECT amount, r FROM t WHERE r <= 1 UNION ALL SELECT sum(amount), count(*) FROM t WHERE r <= 1
----
10 | 1
150 | 4
30 | 1
50 | 1
60 | 1

# Numbers in any order are one order of many
query unordered
WITH t AS (SELECT shop, amount, row_number() OVER () r FROM (SELECT * FROM memory.default.sales WHERE amount > 0)) SELECT count(*) FROM t a JOIN t b ON a.r = b.r WHERE a.amount = b.amount OR a.amount <> b.amount
----
8

# What is random is so each time, what it stands beside is not
plan
WITH t AS (SELECT shop, random() r FROM memory.default.sales GROUP BY shop) SELECT count(*) FROM t a, t b WHERE a.r = b.r
----
read by pipelines

query unordered
WITH t AS (SELECT shop, random() r FROM memory.default.sales GROUP BY shop) SELECT count(*) FROM t a, t b WHERE a.r = b.r
----
0

plan
WITH t AS (SELECT count(*) c, max(random(1000000000)) r FROM memory.default.sales) SELECT c FROM t WHERE r < 1e9 UNION ALL SELECT sum(c) FROM t WHERE r >= 0
----
!read by pipelines

query unordered
WITH t AS (SELECT count(*) c, max(random(1000000000)) r FROM memory.default.sales) SELECT c FROM t WHERE r < 1e9 UNION ALL SELECT sum(c) FROM t WHERE r >= 0
----
8
8

plan
WITH t AS (SELECT shop, uuid() u FROM memory.default.sales GROUP BY shop) SELECT count(DISTINCT u) FROM (SELECT u FROM t UNION ALL SELECT u FROM t)
----
read by pipelines

query unordered
WITH t AS (SELECT shop, uuid() u FROM memory.default.sales GROUP BY shop) SELECT count(DISTINCT u) FROM (SELECT u FROM t UNION ALL SELECT u FROM t)
----
8

plan
WITH t AS (SELECT shop, sum(amount) a FROM memory.default.sales WHERE random() >= 0 GROUP BY shop) SELECT a FROM t UNION ALL SELECT max(a) FROM t
----
!read by pipelines

query unordered
WITH t AS (SELECT shop, sum(amount) a FROM memory.default.sales WHERE random() >= 0 GROUP BY shop) SELECT a FROM t UNION ALL SELECT max(a) FROM t
----
100
130
130
60
70

# The time is the same throughout a query
query unordered
WITH t AS (SELECT shop, count(*) n, max(now()) - max(now()) d, max(current_date) = max(current_date) e FROM memory.default.sales GROUP BY shop) SELECT n, e FROM t UNION ALL SELECT sum(n), bool_and(e) FROM t
----
1 | true
2 | true
2 | true
3 | true
8 | true

# Set operations
plan
SELECT count(*) FROM (SELECT shop FROM memory.default.sales INTERSECT SELECT shop FROM memory.default.shops) UNION ALL SELECT sum(shop) FROM (SELECT shop FROM memory.default.sales INTERSECT SELECT shop FROM memory.default.shops)
----
read by pipelines

query unordered
SELECT count(*) FROM (SELECT shop FROM memory.default.sales INTERSECT SELECT shop FROM memory.default.shops) UNION ALL SELECT sum(shop) FROM (SELECT shop FROM memory.default.sales INTERSECT SELECT shop FROM memory.default.shops)
----
3
6

# Scalar subqueries
plan
SELECT shop FROM memory.default.sales WHERE amount > (SELECT avg(amount) FROM memory.default.sales) UNION ALL SELECT shop FROM memory.default.sales WHERE amount < (SELECT avg(amount) FROM memory.default.sales)
----
read by pipelines

query unordered
SELECT shop FROM memory.default.sales WHERE amount > (SELECT avg(amount) FROM memory.default.sales) UNION ALL SELECT shop FROM memory.default.sales WHERE amount < (SELECT avg(amount) FROM memory.default.sales)
----
1
1
1
2
2
3
3
NULL

# Grouping sets
plan
SELECT shop, item, grouping(shop, item), sum(amount) s FROM memory.default.sales GROUP BY ROLLUP (shop, item) HAVING sum(amount) > 90 UNION ALL SELECT shop, item, grouping(shop, item), sum(amount) s FROM memory.default.sales GROUP BY ROLLUP (shop, item) HAVING sum(amount) > 90
----
read by pipelines

query unordered
SELECT shop, item, grouping(shop, item), sum(amount) s FROM memory.default.sales GROUP BY ROLLUP (shop, item) HAVING sum(amount) > 90 UNION ALL SELECT shop, item, grouping(shop, item), sum(amount) s FROM memory.default.sales GROUP BY ROLLUP (shop, item) HAVING sum(amount) > 90
----
1 | NULL | 1 | 100
1 | NULL | 1 | 100
3 | NULL | 1 | 130
3 | NULL | 1 | 130
NULL | NULL | 3 | 360
NULL | NULL | 3 | 360

# Shared parts within shared parts
plan
WITH a AS (SELECT shop, sum(amount) x FROM memory.default.sales GROUP BY shop), b AS (SELECT town, sum(x) y, max(x) m FROM a JOIN memory.default.shops p ON a.shop = p.shop GROUP BY town) SELECT town, y FROM b UNION ALL SELECT max(town), max(m) FROM b UNION ALL SELECT 'all', sum(x) FROM a
----
read by pipelines

query unordered
WITH a AS (SELECT shop, sum(amount) x FROM memory.default.sales GROUP BY shop), b AS (SELECT town, sum(x) y, max(x) m FROM a JOIN memory.default.shops p ON a.shop = p.shop GROUP BY town) SELECT town, y FROM b UNION ALL SELECT max(town), max(m) FROM b UNION ALL SELECT 'all', sum(x) FROM a
----
Ayr | 230
Bute | 130
Bute | 70
all | 360

# Elements
plan
WITH t AS (SELECT shop, e, count(*) n FROM memory.default.sales CROSS JOIN UNNEST (ARRAY[1, amount]) u (e) GROUP BY shop, e) SELECT shop, e FROM t WHERE n > 1 UNION ALL SELECT count(*), sum(e) FROM t
----
read by pipelines

query unordered
WITH t AS (SELECT shop, e, count(*) n FROM memory.default.sales CROSS JOIN UNNEST (ARRAY[1, amount]) u (e) GROUP BY shop, e) SELECT shop, e FROM t WHERE n > 1 UNION ALL SELECT count(*), sum(e) FROM t
----
1 | 1
12 | 364
2 | 1
3 | 1

# Values of types without a form of their own
plan
WITH t AS (SELECT map_agg(amount, item) m, histogram(item) h, array_agg(ROW(shop, item) ORDER BY amount) r, approx_distinct(item) d FROM memory.default.sales) SELECT cardinality(m), cardinality(h), cardinality(r), d FROM t UNION ALL SELECT -cardinality(m), -cardinality(h), -cardinality(r), -d FROM t
----
read by pipelines

query unordered
WITH t AS (SELECT map_agg(amount, item) m, histogram(item) h, array_agg(ROW(shop, item) ORDER BY amount) r, approx_distinct(item) d FROM memory.default.sales) SELECT cardinality(m), cardinality(h), cardinality(r), d FROM t UNION ALL SELECT -cardinality(m), -cardinality(h), -cardinality(r), -d FROM t
----
-8 | -3 | -8 | -3
8 | 3 | 8 | 3

# No rows
plan
WITH t AS (SELECT town, max(price) p FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop WHERE amount < 0 GROUP BY town) SELECT * FROM t UNION ALL SELECT max(town), max(p) FROM t
----
read by pipelines

query unordered
WITH t AS (SELECT town, max(price) p FROM memory.default.sales s JOIN memory.default.shops p ON s.shop = p.shop WHERE amount < 0 GROUP BY town) SELECT * FROM t UNION ALL SELECT max(town), max(p) FROM t
----
NULL | NULL

# Errors
error Division by zero
WITH t AS (SELECT shop, 100 / (shop - 2) x FROM memory.default.sales GROUP BY shop) SELECT x FROM t UNION ALL SELECT max(x) FROM t

statement
DROP TABLE memory.default.sales

statement
DROP TABLE memory.default.shops
