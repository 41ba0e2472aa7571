CREATE SCHEMA shop

CREATE TABLE shop.types (id integer PRIMARY KEY, si smallint, i integer, bi bigint, r real, d double precision,
    n numeric(10,2), wide numeric(38,4), num numeric, b boolean, c char(4), vc varchar(20), t text, dt date, tm time(3),
    ts timestamp(6), tz timestamptz(3), u uuid, j jsonb, bin bytea, arr integer[])

INSERT INTO shop.types VALUES
    (1, 1, 10, 100, 1.5, 2.25, 12.34, 123456789012345678901234.5678, 1.5, true, 'ab', 'Anna', 'one', '2026-02-03',
        '08:09:10.123', '2026-02-03 04:05:06.123456', '2026-02-03 04:05:06.789+00', '00000000-0000-0000-0000-000000000001',
        '{"k": 1}', '\x00ff', '{1,2}'),
    (2, -2, 0, -200, -0.25, -1e300, -0.01, -1, -2e30, false, '', 'anna', 'two ', '1969-12-31', '00:00:00', '1969-12-31 23:59:59.999999',
        '1969-12-31 23:59:59.999+00', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '[true, null]', '', '{}'),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 32767, 2147483647, 9223372036854775807, 3.4028235e38, 'NaN', 99999999.99, 9999999999999999999999999999999999.9999, 0,
        true, 'zzzz', 'Zoë', '日本', '9999-12-31', '23:59:59.999', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999+00',
        '12345678-9abc-def0-1234-56789abcdef0', '"s"', '\xdeadbeef', '{NULL}'),
    (5, -32768, -2147483648, -9223372036854775808, 'Infinity', '-Infinity', 0.00, 0, 0.000001, false, 'é', '', '', '0001-01-01',
        '12:00:00.5', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '80000000-0000-0000-0000-000000000000', 'null', '\x20', '{-1}')

CREATE TABLE shop.numbers AS SELECT n::integer AS id, (n % 10)::integer AS digit, 'name ' || n AS name FROM generate_series(1, 2000) n

CREATE VIEW shop.slow AS SELECT n AS id, pg_sleep(n)::text AS s FROM generate_series(3600, 3601) n
