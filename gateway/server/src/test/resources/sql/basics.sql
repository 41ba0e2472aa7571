# Scans, filters, projections and limits over generated data

query unordered
SELECT nationkey, name FROM tpch.tiny.nation WHERE regionkey = 1
----
1 | ARGENTINA
2 | BRAZIL
3 | CANADA
17 | PERU
24 | UNITED STATES

query unordered
SELECT regionkey * 10 + 1, upper(substr(name, 1, 3)), name, name FROM tpch.tiny.region
----
1 | AFR | AFRICA | AFRICA
11 | AME | AMERICA | AMERICA
21 | ASI | ASIA | ASIA
31 | EUR | EUROPE | EUROPE
41 | MID | MIDDLE EAST | MIDDLE EAST

query unordered
SELECT 1 FROM tpch.tiny.region
----
1
1
1
1
1

query
SELECT count(*) FROM tpch.tiny.region
----
5

plan
SELECT name FROM tpch.tiny.nation WHERE regionkey = 1 AND nationkey BETWEEN 2 AND 20 LIMIT 3
----
compiled:
Limit 3
Filter
regionkey = 1
Scan tpch:
nation
!ScanFilter

# LIKE: pieces between %, and what else a pattern can have

query
SELECT count_if((comment LIKE '%special%requests%') <> regexp_like(comment, 'special.*requests')),
  count_if((comment LIKE 'fu%') <> regexp_like(comment, '^fu')),
  count_if((comment LIKE '%s') <> regexp_like(comment, 's$')),
  count_if((comment LIKE '%the%the%the%') <> regexp_like(comment, 'the.*the.*the')),
  count_if(comment LIKE '%') = count(*)
FROM tpch.tiny.orders
----
0 | 0 | 0 | 0 | true

query
SELECT s, s LIKE '%é%', s LIKE 'a%c', s LIKE '%\_%', s LIKE '%\_%' ESCAPE '\', s LIKE '10$%%' ESCAPE '$', s LIKE '%_c'
FROM (VALUES 'abc', 'ac', 'a_c', 'cafés', '10% off', NULL) AS t (s) ORDER BY s
----
10% off | false | false | false | false | true | false
a_c | false | true | false | true | false | true
abc | false | true | false | false | false | true
ac | false | true | false | false | false | true
cafés | true | false | false | false | false | false
NULL | NULL | NULL | NULL | NULL | NULL | NULL

# What the executor has no operator for runs on Trino's

query unordered @trino
SELECT * FROM (SELECT regionkey, name FROM tpch.tiny.nation) MATCH_RECOGNIZE (PARTITION BY regionkey ORDER BY name MEASURES FIRST(A.name) AS first, LAST(B.name) AS last ONE ROW PER MATCH PATTERN (A B+) DEFINE B AS B.name > PREV(B.name))
----
0 | ALGERIA | MOZAMBIQUE
1 | ARGENTINA | UNITED STATES
2 | CHINA | VIETNAM
3 | FRANCE | UNITED KINGDOM
4 | EGYPT | SAUDI ARABIA
