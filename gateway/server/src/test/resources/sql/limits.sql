# LIMIT, whatever stands below or above it

query
SELECT regionkey FROM tpch.tiny.region WHERE regionkey = 3 LIMIT 1
----
3

query unordered
SELECT regionkey FROM tpch.tiny.region LIMIT 5
----
0
1
2
3
4

query unordered
SELECT regionkey FROM tpch.tiny.region LIMIT 99
----
0
1
2
3
4

query
SELECT 'x' FROM (SELECT nationkey FROM tpch.tiny.nation WHERE nationkey > 3 LIMIT 7) LIMIT 2
----
x
x

query
SELECT 'x' FROM (SELECT nationkey FROM tpch.tiny.nation LIMIT 7) WHERE nationkey < 0
----

plan
SELECT nationkey FROM (SELECT nationkey FROM tpch.tiny.nation LIMIT 7) WHERE nationkey > 2
----
Limit 7
Filter

query
SELECT regionkey FROM tpch.tiny.region LIMIT 0
----

query
SELECT regionkey FROM tpch.tiny.region ORDER BY regionkey DESC LIMIT 2
----
4
3

query
SELECT regionkey FROM tpch.tiny.region ORDER BY regionkey OFFSET 3
----
3
4
