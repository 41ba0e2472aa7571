# Tables of PostgreSQL

# Every type
query unordered
SELECT id, si, i, bi, r, d, n, wide, num, b FROM postgresql.shop.types
----
1 | 1 | 10 | 100 | 1.5 | 2.25 | 12.34 | 123456789012345678901234.5678 | 1.5 | true
2 | -2 | 0 | -200 | -0.25 | -1.0E300 | -0.01 | -1.0000 | -2E+30 | false
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
4 | 32767 | 2147483647 | 9223372036854775807 | 3.4028235E38 | NaN | 99999999.99 | 9999999999999999999999999999999999.9999 | 0 | true
5 | -32768 | -2147483648 | -9223372036854775808 | Infinity | -Infinity | 0.00 | 0.0000 | 0.000001 | false

query unordered
SELECT id, c, vc, t, u, j, bin, json_format(CAST(arr AS json)) FROM postgresql.shop.types
----
1 | ab   | Anna | one | 00000000-0000-0000-0000-000000000001 | {"k":1} | 00ff | [1,2]
2 |      | anna | two  | ffffffff-ffff-ffff-ffff-ffffffffffff | [true,null] |  | []
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
4 | zzzz | Zoë | 日本 | 12345678-9abc-def0-1234-56789abcdef0 | "s" | deadbeef | [null]
5 | é    |  |  | 80000000-0000-0000-0000-000000000000 | null | 20 | [-1]

query unordered
SELECT id, CAST(dt AS varchar), CAST(tm AS varchar), CAST(ts AS varchar), CAST(tz AS varchar) FROM postgresql.shop.types
----
1 | 2026-02-03 | 08:09:10.123 | 2026-02-03 04:05:06.123456 | 2026-02-03 04:05:06.789 UTC
2 | 1969-12-31 | 00:00:00.000 | 1969-12-31 23:59:59.999999 | 1969-12-31 23:59:59.999 UTC
3 | NULL | NULL | NULL | NULL
4 | 9999-12-31 | 23:59:59.999 | 9999-12-31 23:59:59.999999 | 9999-12-31 23:59:59.999 UTC
5 | 0001-01-01 | 12:00:00.500 | 0001-01-01 00:00:00.000000 | 0001-01-01 00:00:00.000 UTC

# Predicates that the source answers
query unordered
SELECT id FROM postgresql.shop.types WHERE i = 10
----
1

query unordered
SELECT id FROM postgresql.shop.types WHERE i IN (0, 10, 77) AND bi <> 100
----
2

query unordered
SELECT id FROM postgresql.shop.types WHERE bi >= 100
----
1
4

query unordered
SELECT id FROM postgresql.shop.types WHERE d < -1e299 OR d = 2.25e0
----
1
2
5

query unordered
SELECT id FROM postgresql.shop.types WHERE n BETWEEN -0.01 AND 12.34
----
1
2
5

query unordered
SELECT id FROM postgresql.shop.types WHERE t = 'two '
----
2

query unordered
SELECT id FROM postgresql.shop.types WHERE t > 'p'
----
2
4

query unordered
SELECT id FROM postgresql.shop.types WHERE dt <= DATE '1969-12-31'
----
2
5

query unordered
SELECT id FROM postgresql.shop.types WHERE ts > TIMESTAMP '1969-12-31 23:59:59.999998' AND ts < TIMESTAMP '2026-02-03 04:05:06.123457'
----
1
2

query unordered
SELECT id FROM postgresql.shop.types WHERE i IS NULL
----
3

query unordered
SELECT id FROM postgresql.shop.types WHERE t IS NOT NULL AND n IS NOT NULL AND id < 3
----
1
2

query unordered
SELECT id FROM postgresql.shop.numbers WHERE id > 1995 OR id = 3
----
1996
1997
1998
1999
2000
3

# Predicates that are left for the executor, alone and beside pushed ones
query unordered
SELECT id FROM postgresql.shop.types WHERE b AND upper(t) = 'ONE'
----
1

query unordered
SELECT id FROM postgresql.shop.types WHERE t LIKE '%o%'
----
1
2

query unordered
SELECT id, digit, name FROM postgresql.shop.numbers WHERE id > 1980 AND (id + digit) % 7 = 0
----
1984 | 4 | name 1984
1996 | 6 | name 1996

query unordered
SELECT id FROM postgresql.shop.types WHERE i = 10 OR length(t) = 2
----
1
4

query unordered
SELECT id FROM postgresql.shop.types WHERE i <> 0 AND 20 / i = 2
----
1

# Projections
query unordered
SELECT id, bi / 2, CAST(i AS bigint) + 1, coalesce(t, 'none'), n * 2 FROM postgresql.shop.types
----
1 | 50 | 11 | one | 24.68
2 | -100 | 1 | two  | -0.02
3 | NULL | NULL | none | NULL
4 | 4611686018427387903 | 2147483648 | 日本 | 199999999.98
5 | -4611686018427387904 | -2147483647 |  | 0.00

query unordered
SELECT id, CASE WHEN n > 0 THEN 'plus' WHEN n < 0 THEN 'minus' ELSE 'neither' END, b IS NULL, upper(t) || '!' FROM postgresql.shop.types
----
1 | plus | false | ONE!
2 | minus | false | TWO !
3 | neither | true | NULL
4 | plus | false | 日本!
5 | neither | false | !

query unordered
SELECT year(dt), date_add('day', 1, ts) > ts, id IN (1, 3) FROM postgresql.shop.types WHERE id < 4
----
1969 | true | false
2026 | true | true
NULL | NULL | true

query unordered
SELECT 'x' FROM postgresql.shop.types WHERE id > 2
----
x
x
x

# LIMIT, pushed and kept
query unordered
SELECT 'x' FROM postgresql.shop.numbers LIMIT 3
----
x
x
x

query unordered
SELECT id FROM postgresql.shop.numbers WHERE id = 7 LIMIT 5
----
7

query unordered
SELECT 'x' FROM postgresql.shop.numbers WHERE digit = 3 AND length(name) = 8 LIMIT 4
----
x
x
x
x

query unordered
SELECT id FROM postgresql.shop.types LIMIT 99
----
1
2
3
4
5

query unordered
SELECT digit FROM (SELECT digit FROM postgresql.shop.numbers LIMIT 5) WHERE digit < 0
----

# Errors
error : (?i)division by zero
SELECT 10 / i FROM postgresql.shop.types

error : Division by zero$
SELECT id FROM postgresql.shop.numbers WHERE 10 / digit = 5

error : integer addition overflow: 2147483647 \+ 1$|integer out of range
SELECT i + 1 FROM postgresql.shop.types WHERE id = 4

error : Cannot cast 'one' to INT$
SELECT CAST(t AS integer) FROM postgresql.shop.types WHERE id = 1

query unordered
SELECT 10 / i FROM postgresql.shop.types WHERE id = 1
----
1

query unordered
SELECT id FROM postgresql.shop.types WHERE u = UUID '12345678-9abc-def0-1234-56789abcdef0'
----
4

query unordered
SELECT id FROM postgresql.shop.types WHERE c = 'ab' AND vc = 'Anna' AND bin = x'00ff'
----
1

query unordered
SELECT id FROM postgresql.shop.types WHERE tz = TIMESTAMP '2026-02-03 05:05:06.789 +01:00' AND tm > TIME '08:00:00'
----
1

query unordered
SELECT id, json_extract_scalar(j, '$.k'), c || '.', to_hex(bin) FROM postgresql.shop.types WHERE id < 3
----
1 | 1 | ab. | 00FF
2 | NULL | . | 

# What PostgreSQL is asked
# A constant that is not distinct from itself, but not equal to itself either
query
SELECT id FROM postgresql.shop.types WHERE arr IS NOT DISTINCT FROM ARRAY[NULL] AND i > 9
----
4

query unordered
SELECT id FROM postgresql.shop.types WHERE arr IS DISTINCT FROM ARRAY[CAST(NULL AS integer)] AND id < 9
----
1
2
3
5

query
SELECT count(*) FROM postgresql.shop.types WHERE arr = ARRAY[NULL] OR arr IN (ARRAY[1, NULL], ARRAY[1, 2])
----
1

plan
SELECT id, upper(vc) FROM postgresql.shop.types WHERE bi > 0 AND i / 2 > 1
----
compiled:
Scan postgresql:shop.types SELECT "id", "vc" FROM "shop"."types" WHERE "bi" > 0 AND (CAST("i" AS bigint) / 2) > 1 -- stays with the engine: upper(vc): letters beyond ASCII
!ScanFilter

plan
SELECT name FROM postgresql.shop.numbers WHERE digit = 3 LIMIT 5
----
compiled:
Scan postgresql:shop.numbers SELECT "name" FROM "shop"."numbers" WHERE "digit" = 3 LIMIT 5 ->
!Filter
