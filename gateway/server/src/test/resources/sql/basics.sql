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

# As many arguments as a method can have

query unordered
SELECT n, greatest(n + 0, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, n + 10, n + 11, n + 12, n + 13, n + 14, n + 15, n + 16, n + 17, n + 18, n + 19, n + 20, n + 21, n + 22, n + 23, n + 24, n + 25, n + 26, n + 27, n + 28, n + 29, n + 30, n + 31, n + 32, n + 33, n + 34, n + 35, n + 36, n + 37, n + 38, n + 39, n + 40, n + 41, n + 42, n + 43, n + 44, n + 45, n + 46, n + 47, n + 48, n + 49, n + 50, n + 51, n + 52, n + 53, n + 54, n + 55, n + 56, n + 57, n + 58, n + 59, n + 60, n + 61, n + 62, n + 63, n + 64, n + 65, n + 66, n + 67, n + 68, n + 69, n + 70, n + 71, n + 72, n + 73, n + 74, n + 75, n + 76, n + 77, n + 78, n + 79, n + 80, n + 81, n + 82, n + 83, n + 84, n + 85, n + 86, n + 87, n + 88, n + 89), least(n + 0, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, n + 10, n + 11, n + 12, n + 13, n + 14, n + 15, n + 16, n + 17, n + 18, n + 19, n + 20, n + 21, n + 22, n + 23, n + 24, n + 25, n + 26, n + 27, n + 28, n + 29, n + 30, n + 31, n + 32, n + 33, n + 34, n + 35, n + 36, n + 37, n + 38, n + 39, n + 40, n + 41, n + 42, n + 43, n + 44, n + 45, n + 46, n + 47, n + 48, n + 49, n + 50, n + 51, n + 52, n + 53, n + 54, n + 55, n + 56, n + 57, n + 58, n + 59, n + 60, n + 61, n + 62, n + 63, n + 64, n + 65, n + 66, n + 67, n + 68, n + 69, n + 70, n + 71, n + 72, n + 73, n + 74, n + 75, n + 76, n + 77, n + 78, n + 79, n + 80, n + 81, n + 82, n + 83, n + 84, n + 85, n + 86, n + 87, n + 88, n + 89) FROM (VALUES 1, NULL, -100) t(n)
----
-100 | -11 | -100
1 | 90 | 1
NULL | NULL | NULL

# What the executor has no operator for runs on Trino's

query unordered @trino
SELECT * FROM (SELECT regionkey, name FROM tpch.tiny.nation) MATCH_RECOGNIZE (PARTITION BY regionkey ORDER BY name MEASURES FIRST(A.name) AS first, LAST(B.name) AS last ONE ROW PER MATCH PATTERN (A B+) DEFINE B AS B.name > PREV(B.name))
----
0 | ALGERIA | MOZAMBIQUE
1 | ARGENTINA | UNITED STATES
2 | CHINA | VIETNAM
3 | FRANCE | UNITED KINGDOM
4 | EGYPT | SAUDI ARABIA

# What a lambda names is computed once for all elements

query
SELECT max(n) FROM (SELECT cardinality(array_distinct(transform(sequence(1, 5), x -> r))) n FROM (SELECT random() r, nationkey FROM tpch.tiny.nation WHERE nationkey > 3))
----
1

error Division by zero
SELECT transform(slice(sequence(1, nationkey), 1, 0), x -> x + z) FROM (SELECT nationkey, 1 / (nationkey - 3) z FROM tpch.tiny.nation)
