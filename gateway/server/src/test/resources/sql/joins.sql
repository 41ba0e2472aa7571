# Joins of all types, over every form of key, with NULLs, duplicates and conditions that are no equality

statement
CREATE TABLE memory.default.l AS SELECT * FROM (VALUES
  (1, BIGINT '10', VARCHAR 'a', 1.5e0, DECIMAL '1.00', DECIMAL '12345678901234567890123.00', DATE '2020-01-01'),
  (2, 10, 'b', 0e0, 2.00, 2.00, DATE '2020-01-02'),
  (3, 20, 'a', nan(), 3.00, 3.00, NULL),
  (4, NULL, 'c', -0e0, NULL, NULL, DATE '2020-01-04'),
  (5, 30, NULL, NULL, 5.00, 5.00, DATE '1960-05-05')) AS t (id, k, s, d, c, h, t)

statement
CREATE TABLE memory.default.r AS SELECT * FROM (VALUES
  (1, BIGINT '10', VARCHAR 'a', -0e0, DECIMAL '2.00', DECIMAL '12345678901234567890123.00', DATE '1960-05-05'),
  (2, 10, 'z', nan(), 5.00, 2.00, DATE '2020-01-01'),
  (3, 20, 'a', 1.5e0, NULL, NULL, NULL),
  (4, NULL, 'a', NULL, 2.00, 7.00, DATE '2020-01-04'),
  (5, 40, NULL, 0e0, 9.00, 5.00, DATE '2020-01-04')) AS t (id, k, s, d, c, h, t)

statement
CREATE TABLE memory.default.nobody AS SELECT * FROM memory.default.r WHERE id > 100

query unordered
SELECT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.k = r.k
----
1 | 1
1 | 2
2 | 1
2 | 2
3 | 3

query unordered
SELECT l.id, r.id, r.s FROM memory.default.l LEFT JOIN memory.default.r ON l.k = r.k
----
1 | 1 | a
1 | 2 | z
2 | 1 | a
2 | 2 | z
3 | 3 | a
4 | NULL | NULL
5 | NULL | NULL

query unordered
SELECT l.id, l.s, r.id FROM memory.default.l RIGHT JOIN memory.default.r ON l.k = r.k
----
1 | a | 1
1 | a | 2
2 | b | 1
2 | b | 2
3 | a | 3
NULL | NULL | 4
NULL | NULL | 5

query unordered
SELECT l.id, r.id FROM memory.default.l FULL JOIN memory.default.r ON l.k = r.k
----
1 | 1
1 | 2
2 | 1
2 | 2
3 | 3
4 | NULL
5 | NULL
NULL | 4
NULL | 5

# Text, decimals of both widths, dates, doubles: no NaN equals another, both zeros are one
query unordered
SELECT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.s = r.s
----
1 | 1
1 | 3
1 | 4
3 | 1
3 | 3
3 | 4

query unordered
SELECT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.d = r.d
----
1 | 3
2 | 1
2 | 5
4 | 1
4 | 5

query unordered
SELECT l.id, r.id, l.c FROM memory.default.l JOIN memory.default.r ON l.c = r.c
----
2 | 1 | 2.00
2 | 4 | 2.00
5 | 2 | 5.00

query unordered
SELECT l.id, r.id, r.h FROM memory.default.l FULL JOIN memory.default.r ON l.h = r.h
----
1 | 1 | 12345678901234567890123.00
2 | 2 | 2.00
3 | NULL | NULL
4 | NULL | NULL
5 | 5 | 5.00
NULL | 3 | NULL
NULL | 4 | 7.00

query unordered
SELECT l.id, r.id, r.t FROM memory.default.l LEFT JOIN memory.default.r ON l.t = r.t
----
1 | 2 | 2020-01-01
2 | NULL | NULL
3 | NULL | NULL
4 | 4 | 2020-01-04
4 | 5 | 2020-01-04
5 | 1 | 1960-05-05

# Several keys
query unordered
SELECT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.k = r.k AND l.s = r.s
----
1 | 1
3 | 3

query unordered
SELECT l.id, r.id FROM memory.default.l LEFT JOIN memory.default.r ON l.k = r.k AND l.id = r.id
----
1 | 1
2 | 2
3 | 3
4 | NULL
5 | NULL

# Other conditions: a row is only matched if some pair passes
query unordered
SELECT l.id, r.id FROM memory.default.l LEFT JOIN memory.default.r ON l.k = r.k AND l.id < r.id
----
1 | 2
2 | NULL
3 | NULL
4 | NULL
5 | NULL

query unordered
SELECT l.id, r.id FROM memory.default.l FULL JOIN memory.default.r ON l.k = r.k AND l.id < r.id
----
1 | 2
2 | NULL
3 | NULL
4 | NULL
5 | NULL
NULL | 1
NULL | 3
NULL | 4
NULL | 5

query unordered
SELECT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.id < r.id AND l.s = r.s AND l.k <> coalesce(r.k, 0)
----
1 | 3
1 | 4
3 | 4

query unordered
SELECT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.k < r.k
----
1 | 3
1 | 5
2 | 3
2 | 5
3 | 5
5 | 5

query unordered
SELECT l.id, r.id FROM memory.default.l LEFT JOIN memory.default.r ON l.k > r.k + 5
----
1 | NULL
2 | NULL
3 | 1
3 | 2
4 | NULL
5 | 1
5 | 2
5 | 3

# No condition, and itself
query unordered
SELECT l.id, r.id FROM memory.default.l CROSS JOIN memory.default.r WHERE l.id > 3 AND r.id < 3
----
4 | 1
4 | 2
5 | 1
5 | 2

query unordered
SELECT a.id, b.id, c.id FROM memory.default.l a JOIN memory.default.l b ON a.k = b.k JOIN memory.default.r c ON b.id = c.id
----
1 | 1 | 1
1 | 2 | 2
2 | 1 | 1
2 | 2 | 2
3 | 3 | 3
5 | 5 | 5

# With nothing on one side
query unordered
SELECT l.id, n.id, n.s FROM memory.default.l LEFT JOIN memory.default.nobody n ON l.k = n.k
----
1 | NULL | NULL
2 | NULL | NULL
3 | NULL | NULL
4 | NULL | NULL
5 | NULL | NULL

query unordered
SELECT l.id, n.id FROM memory.default.l JOIN memory.default.nobody n ON l.k = n.k
----

# IN and EXISTS
query unordered
SELECT id FROM memory.default.l WHERE k IN (SELECT k FROM memory.default.r)
----
1
2
3

query unordered
SELECT id, k IN (SELECT k FROM memory.default.r) FROM memory.default.l
----
1 | true
2 | true
3 | true
4 | NULL
5 | NULL

query unordered
SELECT id, k IN (SELECT k FROM memory.default.r WHERE k IS NOT NULL) FROM memory.default.l
----
1 | true
2 | true
3 | true
4 | NULL
5 | false

query unordered
SELECT id, k IN (SELECT k FROM memory.default.nobody), s NOT IN (SELECT s FROM memory.default.r WHERE s = 'a') FROM memory.default.l
----
1 | false | false
2 | false | true
3 | false | false
4 | false | true
5 | false | NULL

query unordered
SELECT id FROM memory.default.l WHERE k NOT IN (SELECT k FROM memory.default.r)
----

query unordered
SELECT id FROM memory.default.l WHERE k NOT IN (SELECT k FROM memory.default.r WHERE k < 20)
----
3
5

query unordered
SELECT id FROM memory.default.l WHERE d IN (SELECT d FROM memory.default.r WHERE id = 1 OR id = 3)
----
1
2
4

query unordered
SELECT id FROM memory.default.l WHERE EXISTS (SELECT 1 FROM memory.default.r WHERE r.s = l.s)
----
1
3

query unordered
SELECT id FROM memory.default.l WHERE NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND r.id > l.id)
----
2
3
4
5

# Duplicates may be left out, but matches with columns that are delivered are none, whichever side they come from
query unordered
SELECT DISTINCT l.id, r.id FROM memory.default.l JOIN memory.default.r ON l.k = r.k
----
1 | 1
1 | 2
2 | 1
2 | 2
3 | 3

query unordered
SELECT DISTINCT l.id FROM memory.default.l JOIN memory.default.r ON l.k = r.k
----
1
2
3

query unordered
SELECT DISTINCT r.id FROM memory.default.l JOIN memory.default.r ON l.k = r.k
----
1
2
3

query unordered
SELECT DISTINCT l.id, r.id FROM memory.default.l LEFT JOIN memory.default.r ON l.k = r.k
----
1 | 1
1 | 2
2 | 1
2 | 2
3 | 3
4 | NULL
5 | NULL

query unordered
SELECT n.name FROM tpch.tiny.nation n WHERE n.nationkey IN (SELECT m.nationkey FROM tpch.tiny.nation m, (SELECT regionkey FROM tpch.tiny.region WHERE name = 'ASIA' INTERSECT SELECT regionkey FROM tpch.tiny.nation) x WHERE m.regionkey = x.regionkey)
----
CHINA
INDIA
INDONESIA
JAPAN
VIETNAM

# Duplicates beyond one batch
query unordered
SELECT o.orderkey, o.custkey, l.linenumber, l.shipdate FROM tpch.tiny.orders o JOIN tpch.tiny.lineitem l ON o.orderkey = l.orderkey WHERE o.orderkey < 4
----
1 | 370 | 1 | 1996-03-13
1 | 370 | 2 | 1996-04-12
1 | 370 | 3 | 1996-01-29
1 | 370 | 4 | 1996-04-21
1 | 370 | 5 | 1996-03-30
1 | 370 | 6 | 1996-01-30
2 | 781 | 1 | 1997-01-28
3 | 1234 | 1 | 1994-02-02
3 | 1234 | 2 | 1993-11-09
3 | 1234 | 3 | 1994-01-16
3 | 1234 | 4 | 1993-12-04
3 | 1234 | 5 | 1993-12-14
3 | 1234 | 6 | 1993-10-29

plan
SELECT n.name, r.name FROM tpch.tiny.nation n JOIN tpch.tiny.region r ON n.regionkey = r.regionkey AND length(n.name) < length(r.name)
----
compiled:
Join INNER
filter
!InnerJoin

# EXISTS and NOT EXISTS with a condition that is no equation: a row matches others, but not itself

query unordered
SELECT l.id FROM memory.default.l WHERE EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND r.id <> l.id)
----
1
2

query unordered
SELECT l.id, l.s FROM memory.default.l WHERE NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND r.id <> l.id)
----
3 | a
4 | c
5 | NULL

query unordered
SELECT l.id FROM memory.default.l WHERE NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND r.id < l.id) AND l.id < 5
----
1
3
4

query unordered
SELECT l.id FROM memory.default.l WHERE NOT EXISTS (SELECT 1 FROM memory.default.nobody r WHERE r.k = l.k AND r.id <> l.id)
----
1
2
3
4
5

query unordered
SELECT l.id FROM memory.default.l WHERE l.id > 2 OR NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND r.id <> l.id)
----
3
4
5

# The rows without a match need neither pairs nor groups
plan
SELECT count(*) FROM tpch.tiny.orders o WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.suppkey <> o.custkey)
----
build side of Join RIGHT WITHOUT A MATCH orderkey
Unmatched rows of pipeline 1
!bool_or
!NOT(coalesce(
!UniqueId

# Where the subquery is the smaller side, it is the one that is kept
plan
SELECT count(*) FROM tpch.tiny.lineitem l WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.orders o WHERE l.orderkey = o.orderkey AND l.suppkey <> o.custkey)
----
Join LEFT WITHOUT A MATCH orderkey
!Unmatched rows
!bool_or

# Nor do the rows with one, or a count of them
plan
SELECT o.custkey FROM tpch.tiny.orders o WHERE EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.suppkey <> o.custkey)
----
build side of Join RIGHT WITH A MATCH orderkey
Matched rows of pipeline 1
!MarkDistinct
!Aggregate by

plan
SELECT l.partkey FROM tpch.tiny.lineitem l WHERE EXISTS (SELECT 1 FROM tpch.tiny.supplier s WHERE l.suppkey = s.suppkey AND s.nationkey <> l.linenumber)
----
Join LEFT WITH A MATCH suppkey
!Matched rows
!MarkDistinct

# Columns that were only there to be grouped by stay where they are
plan
SELECT o.custkey FROM tpch.tiny.orders o WHERE o.orderstatus = 'F' AND EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.suppkey <> o.custkey)
----
RIGHT WITH A MATCH orderkey
-> [custkey, unique

# A condition that may fail is asked of every pair
plan
SELECT o.custkey FROM tpch.tiny.orders o WHERE EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND 10 / (l.suppkey - 3) <> o.custkey)
----
MarkDistinct first := [unique
!WITH A MATCH

plan
SELECT count(*) FROM tpch.tiny.orders o WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND 10 / (l.suppkey - 3) <> o.custkey)
----
NOT(coalesce(
!WITHOUT A MATCH

error Division by zero
SELECT l.id FROM memory.default.l WHERE EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND 10 / (r.id - 2) <> l.id)

error Division by zero
SELECT l.id FROM memory.default.l WHERE NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.k = l.k AND 10 / (r.id - 2) <> l.id)

# A subquery whose keys are grouped before it is joined to a table of them
plan
SELECT o.orderpriority, count(*) FROM tpch.tiny.orders o WHERE o.orderdate < DATE '1992-03-01' AND EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.commitdate < l.receiptdate) GROUP BY 1
----
RIGHT WITH A MATCH orderkey
!Aggregate by [orderkey]

query
SELECT o.orderpriority, count(*), sum(o.custkey) FROM tpch.tiny.orders o WHERE o.orderdate < DATE '1992-03-01' AND EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.commitdate < l.receiptdate) GROUP BY 1 ORDER BY 1
----
1-URGENT | 80 | 52829
2-HIGH | 66 | 48439
3-MEDIUM | 67 | 54871
4-NOT SPECIFIED | 68 | 55090
5-LOW | 80 | 59939

# NOT EXISTS with equations alone
plan
SELECT count(*) FROM tpch.tiny.customer c WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.orders o WHERE o.custkey = c.custkey)
----
RIGHT WITHOUT A MATCH custkey
!Aggregate by [custkey]

query
SELECT count(*), sum(c.custkey) FROM tpch.tiny.customer c WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.orders o WHERE o.custkey = c.custkey)
----
500 | 375750

query
SELECT count(*), sum(l.partkey) FROM tpch.tiny.lineitem l WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.supplier s WHERE l.suppkey = s.suppkey AND s.nationkey <> l.linenumber)
----
1905 | 1905074

query
SELECT count(*), sum(l.partkey) FROM tpch.tiny.lineitem l WHERE EXISTS (SELECT 1 FROM tpch.tiny.supplier s WHERE l.suppkey = s.suppkey AND s.nationkey < l.linenumber)
----
5479 | 5463436

query
SELECT count(*), sum(n.nationkey) FROM tpch.tiny.nation n WHERE EXISTS (SELECT 1 FROM tpch.tiny.supplier s WHERE s.acctbal < n.regionkey AND s.nationkey <> n.nationkey)
----
25 | 300

# Rows with a NULL key match nothing, whichever side they are on; double keys as their equality has it
query unordered
SELECT l.id FROM memory.default.l WHERE NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.d = l.d AND r.id <> l.id)
----
3
5

query unordered
SELECT l.id FROM memory.default.l WHERE EXISTS (SELECT 1 FROM memory.default.r WHERE r.d = l.d AND r.id <> l.id)
----
1
2
4

query unordered
SELECT r.id, r.s FROM memory.default.r WHERE NOT EXISTS (SELECT 1 FROM memory.default.l WHERE r.h = l.h AND r.s < l.s) AND r.id <> 2
----
1 | a
3 | a
4 | a
5 | NULL

query unordered
SELECT l.id FROM memory.default.l WHERE l.k IN (SELECT r.k FROM memory.default.r) AND EXISTS (SELECT 1 FROM memory.default.r WHERE r.s = l.s AND r.id >= l.id) AND NOT EXISTS (SELECT 1 FROM memory.default.r WHERE r.t = l.t AND r.id > l.id)
----
3

# The side with far fewer rows is the one that is kept, also if they are wider
plan
SELECT c.*, o.custkey FROM tpch.tiny.customer c JOIN tpch.tiny.orders o ON c.custkey = o.custkey
----
Scan tpch:tiny:orders -> [custkey_1], only custkey_1 of pipeline 1

statement
DROP TABLE memory.default.l

statement
DROP TABLE memory.default.r

statement
DROP TABLE memory.default.nobody

# NOT EXISTS of few rows in many: the few are on the right, where Trino has put them by their number
query unordered
SELECT count(*), min(o.orderkey) FROM tpch.tiny.orders o WHERE o.custkey = 370 AND NOT EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.suppkey <> o.custkey AND l.commitdate < l.receiptdate)
----
2 | 9089

query unordered
SELECT o.orderkey FROM tpch.tiny.orders o WHERE o.custkey = 370 AND NOT EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.quantity > 20)
----
35010
54501

# What a disjunction says of each table, on top of what it says of both
query unordered
SELECT n.name, r.name FROM tpch.tiny.nation n, tpch.tiny.region r WHERE n.regionkey = r.regionkey AND ((n.nationkey < 5 AND n.name LIKE '%A' AND r.name = 'AMERICA') OR (n.nationkey > 20 AND n.name LIKE 'U%' AND r.name = 'EUROPE'))
----
ARGENTINA | AMERICA
CANADA | AMERICA
UNITED KINGDOM | EUROPE

query unordered
SELECT n.name, r.name FROM tpch.tiny.nation n LEFT JOIN tpch.tiny.region r ON n.regionkey = r.regionkey AND r.regionkey < 3 WHERE (n.nationkey < 5 AND r.name IS NULL) OR (n.nationkey > 20 AND r.name = 'AMERICA')
----
EGYPT | NULL
UNITED STATES | AMERICA

query unordered
SELECT n.name, r.name FROM tpch.tiny.nation n JOIN tpch.tiny.region r ON n.regionkey = r.regionkey AND ((n.nationkey < 3 AND r.name > 'AM') OR (n.nationkey > 22 AND length(r.name) = 6 AND r.name < 'F'))
----
ARGENTINA | AMERICA
BRAZIL | AMERICA
UNITED KINGDOM | EUROPE

# A condition that fails is asked only for the rows for which the query asks it
query unordered
SELECT count(*) FROM tpch.tiny.nation n, tpch.tiny.region r WHERE n.regionkey = r.regionkey AND ((n.nationkey > 0 AND 10 / n.nationkey > 1 AND r.regionkey > 0) OR (n.nationkey = 0 AND r.name = 'AFRICA'))
----
5

# Few texts in many rows of the build side, NULL among them, with misses
query unordered
SELECT c.mktsegment, c.phone IS NULL, count(*), count(DISTINCT o.orderpriority) FROM tpch.tiny.orders o LEFT JOIN (SELECT custkey, IF(custkey % 7 = 0, NULL, mktsegment) AS mktsegment, phone FROM tpch.tiny.customer WHERE custkey % 3 <> 0) c ON o.custkey = c.custkey GROUP BY 1, 2
----
AUTOMOBILE | false | 2585 | 5
BUILDING | false | 3133 | 5
FURNITURE | false | 2597 | 5
HOUSEHOLD | false | 2351 | 5
MACHINERY | false | 2189 | 5
NULL | false | 2145 | 5

query unordered
SELECT l.shipmode, o.orderpriority, count(*) FROM tpch.tiny.lineitem l JOIN tpch.tiny.orders o ON l.orderkey = o.orderkey AND l.shipmode > o.orderpriority GROUP BY 1, 2
----
AIR | 1-URGENT | 1691
AIR | 2-HIGH | 1726
AIR | 3-MEDIUM | 1646
AIR | 4-NOT SPECIFIED | 1696
AIR | 5-LOW | 1732
FOB | 1-URGENT | 1756
FOB | 2-HIGH | 1682
FOB | 3-MEDIUM | 1719
FOB | 4-NOT SPECIFIED | 1798
FOB | 5-LOW | 1686
MAIL | 1-URGENT | 1729
MAIL | 2-HIGH | 1841
MAIL | 3-MEDIUM | 1707
MAIL | 4-NOT SPECIFIED | 1727
MAIL | 5-LOW | 1665
RAIL | 1-URGENT | 1653
RAIL | 2-HIGH | 1777
RAIL | 3-MEDIUM | 1761
RAIL | 4-NOT SPECIFIED | 1708
RAIL | 5-LOW | 1667
REG AIR | 1-URGENT | 1787
REG AIR | 2-HIGH | 1707
REG AIR | 3-MEDIUM | 1652
REG AIR | 4-NOT SPECIFIED | 1749
REG AIR | 5-LOW | 1721
SHIP | 1-URGENT | 1658
SHIP | 2-HIGH | 1726
SHIP | 3-MEDIUM | 1613
SHIP | 4-NOT SPECIFIED | 1769
SHIP | 5-LOW | 1716
TRUCK | 1-URGENT | 1740
TRUCK | 2-HIGH | 1806
TRUCK | 3-MEDIUM | 1710
TRUCK | 4-NOT SPECIFIED | 1738
TRUCK | 5-LOW | 1716

query unordered
SELECT a.mktsegment, count(*), min(b.mktsegment) FROM tpch.tiny.customer a JOIN tpch.tiny.customer b ON a.mktsegment = b.mktsegment AND a.nationkey = b.nationkey GROUP BY 1
----
AUTOMOBILE | 3962 | AUTOMOBILE
BUILDING | 4801 | BUILDING
FURNITURE | 3343 | FURNITURE
HOUSEHOLD | 3710 | HOUSEHOLD
MACHINERY | 3664 | MACHINERY
