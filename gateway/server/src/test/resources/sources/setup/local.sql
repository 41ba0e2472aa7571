CREATE SCHEMA local.shop

CREATE TABLE local.shop.types (id integer, ti tinyint, si smallint, i integer, bi bigint, r real, d double, n decimal(10,2), wide decimal(38,4),
    b boolean, c char(4), vc varchar(20), t varchar, dt date, tm time(6), ts timestamp(6), tz timestamp(3) with time zone, u uuid, bin varbinary)

INSERT INTO local.shop.types VALUES
    (1, 1, 1, 10, 100, REAL '1.5', 2.25e0, 12.34, DECIMAL '123456789012345678901234.5678', true, 'ab', 'Anna', 'one', DATE '2026-02-03',
        TIME '08:09:10.123456', TIMESTAMP '2026-02-03 04:05:06.123456', TIMESTAMP '2026-02-03 04:05:06.789 UTC',
        UUID '00000000-0000-0000-0000-000000000001', x'00ff'),
    (2, -2, -2, 0, -200, REAL '-0.25', -1e300, -0.01, -1, false, '', 'anna', 'two ', DATE '1969-12-31', TIME '00:00:00',
        TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999 UTC', UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff', x''),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 127, 32767, 2147483647, 9223372036854775807, REAL '3.4028235e38', nan(), 99999999.99, DECIMAL '9999999999999999999999999999999999.9999',
        true, 'zzzz', 'Zoë', '日本', DATE '9999-12-31', TIME '23:59:59.999999', TIMESTAMP '9999-12-31 23:59:59.999999',
        TIMESTAMP '9999-12-31 23:59:59.999 UTC', UUID '12345678-9abc-def0-1234-56789abcdef0', x'deadbeef'),
    (5, -128, -32768, -2147483648, BIGINT '-9223372036854775808', CAST(infinity() AS real), -infinity(), 0, 0, false, 'é', '', '',
        DATE '0001-01-01', TIME '12:00:00.5', TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP '0001-01-01 00:00:00 UTC',
        UUID '80000000-0000-0000-0000-000000000000', x'20')

CREATE TABLE local.shop.numbers AS
    SELECT CAST(n AS integer) AS id, CAST(n % 10 AS integer) AS digit, 'name ' || CAST(n AS varchar) AS name FROM UNNEST(sequence(1, 2000)) AS t (n)
