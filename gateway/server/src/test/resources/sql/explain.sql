# What EXPLAIN shows of plans that the executor runs: pipelines from source to sink, in the order in which they run

plan
SELECT name FROM tpch.tiny.nation WHERE regionkey = 1
----
compiled:pipelines
Pipeline 1
Scan tpch:tiny:nation -> [name, regionkey], estimated rows: 25
Filter (regionkey = 1)
Estimates: {rows: 5 (
=> output
!Pipeline 2
!TableScan[table = tpch

plan
SELECT n.name, count(*) FROM tpch.tiny.customer c JOIN tpch.tiny.nation n ON c.nationkey = n.nationkey WHERE n.regionkey < 2 GROUP BY 1 ORDER BY 2 DESC LIMIT 3
----
=> build side of Join INNER nationkey = nationkey_
Pipeline 2, after 1
Scan tpch:tiny:customer -> [nationkey], only nationkey of pipeline 1
with the rows of pipeline 1
=> Aggregate by [name_
Pipeline 3, after 2
Rows of pipeline 2
=> TopN 3 by [count DESC NULLS LAST]
Pipeline 4, after 3
Rows of pipeline 3
=> output
!Pipeline 5

# Rows of the build side that match nothing come in a pipeline of their own
plan
SELECT c.name, n.name FROM tpch.tiny.nation n FULL JOIN tpch.tiny.customer c ON c.nationkey = n.nationkey
----
Pipeline 2, after 1
Join FULL
Unmatched rows of pipeline 1
Pipeline 3, after 1

# Every branch of a union is a pipeline, and whoever needs the rows of all waits for all
plan
SELECT k, count(*) FROM (SELECT nationkey k FROM tpch.tiny.nation UNION ALL SELECT regionkey FROM tpch.tiny.region) GROUP BY k
----
Pipeline 3, after 1, 2
Rows of pipelines 1, 2

# What is in the set of an IN goes to the scan
plan
SELECT name FROM tpch.tiny.nation WHERE regionkey IN (SELECT regionkey FROM tpch.tiny.region WHERE name LIKE 'A%')
----
only regionkey of pipeline 2

# What the executor does not run, and why; what it does run is compiled below that
plan
SELECT name, first FROM (SELECT name, regionkey, count(*) c FROM tpch.tiny.nation GROUP BY 1, 2) MATCH_RECOGNIZE (PARTITION BY regionkey ORDER BY name MEASURES FIRST(A.name) AS first ALL ROWS PER MATCH PATTERN (A+) DEFINE A AS c > 0)
----
Not compiled, left to Trino's operators:
PatternRecognition: the executor has no such operator
=> Aggregate by [name, regionkey]

plan
SELECT * FROM TABLE(sequence(start => 1, stop => 3))
----
Not compiled, left to Trino's operators:
TableFunctionProcessor: the executor has no such operator
!compiled:

plan
SELECT count(*) FROM tpch.tiny.nation
----
!Not compiled

# What a disjunction over two tables says of one of them is asked before they are joined
plan
SELECT count(*) FROM tpch.tiny.part p, tpch.tiny.lineitem l WHERE p.partkey = l.partkey AND ((p.brand = 'Brand#12' AND l.quantity < 5 AND p.size < 5) OR (p.brand = 'Brand#23' AND l.quantity > 7 AND p.size < 10))
----
AND (((brand = 'Brand#12') AND (size < 5)) OR ((brand = 'Brand#23') AND (size < 10)))
Filter ((quantity < 5.0) OR (7.0 < quantity))

# NOT EXISTS of few rows in many, whose sides Trino has turned round
plan
SELECT count(*) FROM tpch.tiny.orders o WHERE o.custkey = 370 AND NOT EXISTS (SELECT 1 FROM tpch.tiny.lineitem l WHERE l.orderkey = o.orderkey AND l.suppkey <> o.custkey)
----
WITHOUT A MATCH
!bool_or

# What is known of a table does not depend on who would read it
query unordered
SHOW STATS FOR tpch.tiny.region
----
regionkey | NULL | 5.0 | 0.0 | NULL | 0 | 4
name | 34.0 | 5.0 | 0.0 | NULL | NULL | NULL
comment | 330.0 | 5.0 | 0.0 | NULL | NULL | NULL
NULL | NULL | NULL | NULL | 5.0 | NULL | NULL

query unordered
SHOW STATS FOR (SELECT regionkey FROM tpch.tiny.nation WHERE regionkey = 1)
----
regionkey | NULL | 1.0 | 0.0 | NULL | 1 | 1
NULL | NULL | NULL | NULL | 5.0 | NULL | NULL
