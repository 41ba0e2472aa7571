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
