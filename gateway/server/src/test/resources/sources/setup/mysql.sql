CREATE SCHEMA shop

CREATE TABLE shop.types (id int PRIMARY KEY, ti tinyint, si smallint, i int, bi bigint, ub bigint unsigned, r float, d double,
    n decimal(10,2), wide decimal(38,4), b bit(1), c char(4), vc varchar(20) COLLATE utf8mb4_0900_ai_ci, t text COLLATE utf8mb4_0900_bin,
    dt date, tm time(3), ts datetime(6), tz timestamp(3) NULL, y year, e enum('x', 'y'), j json, vb varbinary(8)) DEFAULT CHARACTER SET utf8mb4

SET time_zone = '+00:00'

INSERT INTO shop.types VALUES
    (1, 1, 1, 10, 100, 100, 1.5, 2.25, 12.34, 123456789012345678901234.5678, 1, 'ab', 'Anna', 'one', '2026-02-03',
        '08:09:10.123', '2026-02-03 04:05:06.123456', '2026-02-03 04:05:06.789', 2026, 'x', '{"k": 1}', x'00ff'),
    (2, -2, -2, 0, -200, 0, -0.25, -1e300, -0.01, -1, 0, '', 'anna', 'two ', '1969-12-31', '00:00:00', '1969-12-31 23:59:59.999999',
        '1970-01-01 00:00:01', 1901, 'y', '[true, null]', ''),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 127, 32767, 2147483647, 9223372036854775807, 18446744073709551615, 3.40282e38, 1.7976931348623157e308, 99999999.99,
        9999999999999999999999999999999999.9999, 1, 'zzzz', 'Zoë', '日本', '9999-12-31', '23:59:59.999', '9999-12-31 23:59:59.999999',
        '2038-01-19 03:14:07.999', 2155, 'x', '"s"', x'deadbeef'),
    (5, -128, -32768, -2147483648, -9223372036854775808, 1, 0, 0, 0.00, 0, 0, 'é', '', '', '1000-01-01', '12:00:00.5',
        '1000-01-01 00:00:00', '2000-02-29 12:00:00', 2000, 'y', 'null', x'20')

CREATE TABLE shop.numbers (id int PRIMARY KEY, digit int, name varchar(20))

SET SESSION cte_max_recursion_depth = 3000

INSERT INTO shop.numbers WITH RECURSIVE v(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM v WHERE n < 2000) SELECT n, n % 10, concat('name ', n) FROM v
