# Local tables

# Every type
query unordered
SELECT id, ti, si, i, bi, r, d, n, wide, b FROM local.shop.types
----
1 | 1 | 1 | 10 | 100 | 1.5 | 2.25 | 12.34 | 123456789012345678901234.5678 | true
2 | -2 | -2 | 0 | -200 | -0.25 | -1.0E300 | -0.01 | -1.0000 | false
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
4 | 127 | 32767 | 2147483647 | 9223372036854775807 | 3.4028235E38 | NaN | 99999999.99 | 9999999999999999999999999999999999.9999 | true
5 | -128 | -32768 | -2147483648 | -9223372036854775808 | Infinity | -Infinity | 0.00 | 0.0000 | false

query unordered
SELECT id, c, vc, t, u, bin FROM local.shop.types
----
1 | ab   | Anna | one | 00000000-0000-0000-0000-000000000001 | 00ff
2 |      | anna | two  | ffffffff-ffff-ffff-ffff-ffffffffffff | 
3 | NULL | NULL | NULL | NULL | NULL
4 | zzzz | Zoë | 日本 | 12345678-9abc-def0-1234-56789abcdef0 | deadbeef
5 | é    |  |  | 80000000-0000-0000-0000-000000000000 | 20

# Texts that a join has found are not looked for as a CHAR
query unordered
SELECT id FROM local.shop.types WHERE c IN (SELECT v FROM (VALUES 'ab', 'zzzz', 'é   ') t(v) UNION ALL SELECT vc FROM local.shop.types)
----
1
2
4

query unordered
SELECT id, CAST(dt AS varchar), CAST(tm AS varchar), CAST(ts AS varchar), CAST(tz AS varchar) FROM local.shop.types
----
1 | 2026-02-03 | 08:09:10.123456 | 2026-02-03 04:05:06.123456 | 2026-02-03 04:05:06.789 UTC
2 | 1969-12-31 | 00:00:00.000000 | 1969-12-31 23:59:59.999999 | 1969-12-31 23:59:59.999 UTC
3 | NULL | NULL | NULL | NULL
4 | 9999-12-31 | 23:59:59.999999 | 9999-12-31 23:59:59.999999 | 9999-12-31 23:59:59.999 UTC
5 | 0001-01-01 | 12:00:00.500000 | 0001-01-01 00:00:00.000000 | 0001-01-01 00:00:00.000 UTC

# Predicates that the source answers
query unordered
SELECT id FROM local.shop.types WHERE i = 10
----
1

query unordered
SELECT id FROM local.shop.types WHERE i IN (0, 10, 77) AND bi <> 100
----
2

query unordered
SELECT id FROM local.shop.types WHERE bi >= 100
----
1
4

query unordered
SELECT id FROM local.shop.types WHERE d < -1e299 OR d = 2.25e0
----
1
2
5

query unordered
SELECT id FROM local.shop.types WHERE n BETWEEN -0.01 AND 12.34
----
1
2
5

query unordered
SELECT id FROM local.shop.types WHERE t = 'two '
----
2

query unordered
SELECT id FROM local.shop.types WHERE t > 'p'
----
2
4

query unordered
SELECT id FROM local.shop.types WHERE dt <= DATE '1969-12-31'
----
2
5

query unordered
SELECT id FROM local.shop.types WHERE ts > TIMESTAMP '1969-12-31 23:59:59.999998' AND ts < TIMESTAMP '2026-02-03 04:05:06.123457'
----
1
2

query unordered
SELECT id FROM local.shop.types WHERE i IS NULL
----
3

query unordered
SELECT id FROM local.shop.types WHERE t IS NOT NULL AND n IS NOT NULL AND id < 3
----
1
2

query unordered
SELECT id FROM local.shop.numbers WHERE id > 1995 OR id = 3
----
1996
1997
1998
1999
2000
3

# Predicates that are left for the executor, alone and beside pushed ones
query unordered
SELECT id FROM local.shop.types WHERE b AND upper(t) = 'ONE'
----
1

query unordered
SELECT id FROM local.shop.types WHERE t LIKE '%o%'
----
1
2

query unordered
SELECT id, digit, name FROM local.shop.numbers WHERE id > 1980 AND (id + digit) % 7 = 0
----
1984 | 4 | name 1984
1996 | 6 | name 1996

query unordered
SELECT id FROM local.shop.types WHERE i = 10 OR length(t) = 2
----
1
4

query unordered
SELECT id FROM local.shop.types WHERE i <> 0 AND 20 / i = 2
----
1

# Projections
query unordered
SELECT id, bi / 2, CAST(i AS bigint) + 1, coalesce(t, 'none'), n * 2 FROM local.shop.types
----
1 | 50 | 11 | one | 24.68
2 | -100 | 1 | two  | -0.02
3 | NULL | NULL | none | NULL
4 | 4611686018427387903 | 2147483648 | 日本 | 199999999.98
5 | -4611686018427387904 | -2147483647 |  | 0.00

query unordered
SELECT id, CASE WHEN n > 0 THEN 'plus' WHEN n < 0 THEN 'minus' ELSE 'neither' END, b IS NULL, upper(t) || '!' FROM local.shop.types
----
1 | plus | false | ONE!
2 | minus | false | TWO !
3 | neither | true | NULL
4 | plus | false | 日本!
5 | neither | false | !

query unordered
SELECT year(dt), date_add('day', 1, ts) > ts, id IN (1, 3) FROM local.shop.types WHERE id < 4
----
1969 | true | false
2026 | true | true
NULL | NULL | true

query unordered
SELECT 'x' FROM local.shop.types WHERE id > 2
----
x
x
x

# LIMIT, pushed and kept
query unordered
SELECT 'x' FROM local.shop.numbers LIMIT 3
----
x
x
x

query unordered
SELECT id FROM local.shop.numbers WHERE id = 7 LIMIT 5
----
7

query unordered
SELECT 'x' FROM local.shop.numbers WHERE digit = 3 AND length(name) = 8 LIMIT 4
----
x
x
x
x

query unordered
SELECT id FROM local.shop.types LIMIT 99
----
1
2
3
4
5

query unordered
SELECT digit FROM (SELECT digit FROM local.shop.numbers LIMIT 5) WHERE digit < 0
----

# Errors
error : Division by zero$
SELECT 10 / i FROM local.shop.types

error : Division by zero$
SELECT id FROM local.shop.numbers WHERE 10 / digit = 5

error : integer addition overflow: 2147483647 \+ 1$
SELECT i + 1 FROM local.shop.types WHERE id = 4

error : Cannot cast 'one' to INT$
SELECT CAST(t AS integer) FROM local.shop.types WHERE id = 1

query unordered
SELECT 10 / i FROM local.shop.types WHERE id = 1
----
1

query unordered
SELECT id FROM local.shop.types WHERE u = UUID '12345678-9abc-def0-1234-56789abcdef0' AND bin = x'deadbeef'
----
4

query unordered
SELECT id FROM local.shop.types WHERE c = 'ab' AND vc = 'Anna' AND ti = 1
----
1

query unordered
SELECT id FROM local.shop.types WHERE tz = TIMESTAMP '2026-02-03 05:05:06.789 +01:00' AND tm > TIME '08:00:00'
----
1

# What is read
plan
SELECT id, upper(vc) FROM local.shop.types WHERE bi > 0 AND i / 2 > 1
----
compiled:
Filter
Scan local:shop.types [
predicate bi > 0, columns (id, i, bi, vc)] ->
!ScanFilter
