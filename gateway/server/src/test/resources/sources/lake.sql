# Tables of the lake: Iceberg, and external files as Parquet and CSV

# Every type
query unordered
SELECT id, i, bi, r, d, n, wide, b, t, u, bin FROM lake.shop.types
----
1 | 10 | 100 | 1.5 | 2.25 | 12.34 | 123456789012345678901234.5678 | true | one | 00000000-0000-0000-0000-000000000001 | 00ff
2 | 0 | -200 | -0.25 | -1.0E300 | -0.01 | -1.0000 | false | two  | ffffffff-ffff-ffff-ffff-ffffffffffff | 
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
4 | 2147483647 | 9223372036854775807 | 3.4028235E38 | NaN | 99999999.99 | 9999999999999999999999999999999999.9999 | true | 日本 | 12345678-9abc-def0-1234-56789abcdef0 | deadbeef
5 | -2147483648 | -9223372036854775808 | Infinity | -Infinity | 0.00 | 0.0000 | false |  | 80000000-0000-0000-0000-000000000000 | 20

query unordered
SELECT id, CAST(dt AS varchar), CAST(tm AS varchar), CAST(ts AS varchar), CAST(tz AS varchar) FROM lake.shop.types
----
1 | 2026-02-03 | 08:09:10.123456 | 2026-02-03 04:05:06.123456 | 2026-02-03 04:05:06.789012 UTC
2 | 1969-12-31 | 00:00:00.000000 | 1969-12-31 23:59:59.999999 | 1969-12-31 23:59:59.999999 UTC
3 | NULL | NULL | NULL | NULL
4 | 9999-12-31 | 23:59:59.999999 | 9999-12-31 23:59:59.999999 | 9999-12-31 23:59:59.999999 UTC
5 | 0001-01-01 | 12:00:00.500000 | 0001-01-01 00:00:00.000000 | 0001-01-01 00:00:00.000000 UTC

# Predicates that the source answers
query unordered
SELECT id FROM lake.shop.types WHERE i = 10
----
1

query unordered
SELECT id FROM lake.shop.types WHERE i IN (0, 10, 77) AND bi <> 100
----
2

query unordered
SELECT id FROM lake.shop.types WHERE bi >= 100
----
1
4

query unordered
SELECT id FROM lake.shop.types WHERE d < -1e299 OR d = 2.25e0
----
1
2
5

query unordered
SELECT id FROM lake.shop.types WHERE n BETWEEN -0.01 AND 12.34
----
1
2
5

query unordered
SELECT id FROM lake.shop.types WHERE t = 'two '
----
2

query unordered
SELECT id FROM lake.shop.types WHERE t > 'p'
----
2
4

query unordered
SELECT id FROM lake.shop.types WHERE dt <= DATE '1969-12-31'
----
2
5

query unordered
SELECT id FROM lake.shop.types WHERE ts > TIMESTAMP '1969-12-31 23:59:59.999998' AND ts < TIMESTAMP '2026-02-03 04:05:06.123457'
----
1
2

query unordered
SELECT id FROM lake.shop.types WHERE i IS NULL
----
3

query unordered
SELECT id FROM lake.shop.types WHERE t IS NOT NULL AND n IS NOT NULL AND id < 3
----
1
2

query unordered
SELECT id FROM lake.shop.numbers WHERE id > 1995 OR id = 3
----
1996
1997
1998
1999
2000
3

# Predicates that are left for the executor, alone and beside pushed ones
query unordered
SELECT id FROM lake.shop.types WHERE b AND upper(t) = 'ONE'
----
1

query unordered
SELECT id FROM lake.shop.types WHERE t LIKE '%o%'
----
1
2

query unordered
SELECT id, digit, name FROM lake.shop.numbers WHERE id > 1980 AND (id + digit) % 7 = 0
----
1984 | 4 | name 1984
1996 | 6 | name 1996

query unordered
SELECT id FROM lake.shop.types WHERE i = 10 OR length(t) = 2
----
1
4

query unordered
SELECT id FROM lake.shop.types WHERE i <> 0 AND 20 / i = 2
----
1

# Projections
query unordered
SELECT id, bi / 2, CAST(i AS bigint) + 1, coalesce(t, 'none'), n * 2 FROM lake.shop.types
----
1 | 50 | 11 | one | 24.68
2 | -100 | 1 | two  | -0.02
3 | NULL | NULL | none | NULL
4 | 4611686018427387903 | 2147483648 | 日本 | 199999999.98
5 | -4611686018427387904 | -2147483647 |  | 0.00

query unordered
SELECT id, CASE WHEN n > 0 THEN 'plus' WHEN n < 0 THEN 'minus' ELSE 'neither' END, b IS NULL, upper(t) || '!' FROM lake.shop.types
----
1 | plus | false | ONE!
2 | minus | false | TWO !
3 | neither | true | NULL
4 | plus | false | 日本!
5 | neither | false | !

query unordered
SELECT year(dt), date_add('day', 1, ts) > ts, id IN (1, 3) FROM lake.shop.types WHERE id < 4
----
1969 | true | false
2026 | true | true
NULL | NULL | true

query unordered
SELECT 'x' FROM lake.shop.types WHERE id > 2
----
x
x
x

# LIMIT, pushed and kept
query unordered
SELECT 'x' FROM lake.shop.numbers LIMIT 3
----
x
x
x

query unordered
SELECT id FROM lake.shop.numbers WHERE id = 7 LIMIT 5
----
7

query unordered
SELECT 'x' FROM lake.shop.numbers WHERE digit = 3 AND length(name) = 8 LIMIT 4
----
x
x
x
x

query unordered
SELECT id FROM lake.shop.types LIMIT 99
----
1
2
3
4
5

query unordered
SELECT digit FROM (SELECT digit FROM lake.shop.numbers LIMIT 5) WHERE digit < 0
----

# Errors
error : Division by zero$
SELECT 10 / i FROM lake.shop.types

error : Division by zero$
SELECT id FROM lake.shop.numbers WHERE 10 / digit = 5

error : integer addition overflow: 2147483647 \+ 1$
SELECT i + 1 FROM lake.shop.types WHERE id = 4

error : Cannot cast 'one' to INT$
SELECT CAST(t AS integer) FROM lake.shop.types WHERE id = 1

query unordered
SELECT 10 / i FROM lake.shop.types WHERE id = 1
----
1

query unordered
SELECT id FROM lake.shop.types WHERE u = UUID '12345678-9abc-def0-1234-56789abcdef0' AND bin = x'deadbeef'
----
4

query unordered
SELECT id FROM lake.shop.types WHERE tz = TIMESTAMP '2026-02-03 05:05:06.789012 +01:00' AND tm > TIME '08:00:00'
----
1

# External Parquet files
query unordered
SELECT id, bi, d, n, b, t, CAST(dt AS varchar), CAST(ts AS varchar) FROM lake.ext.types
----
1 | 100 | 2.25 | 12.34 | true | one | 2026-02-03 | 2026-02-03 04:05:06.123456
2 | -200 | -1.0E300 | -0.01 | false | two  | 1969-12-31 | 1969-12-31 23:59:59.999999
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
4 | 9223372036854775807 | NaN | 99999999.99 | true | 日本 | 9999-12-31 | 9999-12-31 23:59:59.999999
5 | -9223372036854775808 | -Infinity | 0.00 | false |  | 0001-01-01 | 0001-01-01 00:00:00.000000

query unordered
SELECT id, n + 1 FROM lake.ext.types WHERE bi > 0 AND length(t) < 3
----
4 | 100000000.99

query unordered
SELECT id FROM lake.ext.types WHERE t IS NULL OR t = ''
----
3
5

query unordered
SELECT 'x' FROM lake.ext.types LIMIT 2
----
x
x

error : Division by zero$
SELECT 1 / (id - 3) FROM lake.ext.types

# External CSV files in partitions
query unordered
SELECT id, kind, amount, ratio, ok, CAST(seen AS varchar), CAST(day AS varchar) FROM lake.ext.events
----
1 | click | 10.50 | 0.5 | true | 2026-01-01 08:00:00.000000 | 2026-01-01
2 | a "quoted", one | -3.25 | -1.25 | false | 2026-01-01 23:59:59.123456 | 2026-01-01
3 |  | NULL | NULL | NULL | NULL | 2026-01-01
4 | NULL | 0.00 | 1.0E10 | true | 1969-12-31 23:59:59.000000 | 2026-01-02
5 | Ünïcode | 99999999.99 | 0.0 | false | 9999-12-31 00:00:00.000000 | 2026-01-02

query unordered
SELECT id, kind FROM lake.ext.events WHERE day = DATE '2026-01-01' AND kind IS NOT NULL
----
1 | click
2 | a "quoted", one
3 | 

query unordered
SELECT id, amount * 2, upper(kind) FROM lake.ext.events WHERE ok AND amount >= 0
----
1 | 21.00 | CLICK
4 | 0.00 | NULL

query unordered
SELECT id FROM lake.ext.events WHERE kind = '' OR ratio > 1e9
----
3
4

query unordered
SELECT 'x' FROM lake.ext.events WHERE day > DATE '2026-01-01' LIMIT 1
----
x

error : Division by zero$
SELECT 1 / (id - 3) FROM lake.ext.events

# What is read
plan
SELECT id, upper(t) FROM lake.shop.types WHERE b AND i / 2 > 1
----
compiled:
Filter (1 < (i / 2))
Scan lake:shop.types [files 1 of 4, partitions b = true, columns i, id, t] ->
!ScanFilter

plan
SELECT id, upper(t) FROM lake.ext.types WHERE id > 3 AND length(t) > 1
----
compiled:
Filter
Scan lake:ext.types [s3://bucket/types/data/, 4 of 4 files, row groups by
columns [id, t]] ->

plan
SELECT id FROM lake.ext.events WHERE day = DATE '2026-01-01' AND ratio / 2 > 0
----
compiled:
Filter (0.0 < (ratio / 2.0))
Scan lake:ext.events [s3://bucket/events/, 1 of 2 files, partitions
columns [id, ratio]] ->
