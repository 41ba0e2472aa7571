CREATE SCHEMA lake.shop

CREATE SCHEMA lake.ext

CREATE TABLE lake.shop.types (id integer, i integer, bi bigint, r real, d double, n decimal(10,2), wide decimal(38,4), b boolean,
    t varchar, dt date, tm time(6), ts timestamp(6), tz timestamp(6) with time zone, u uuid, bin varbinary)
    WITH (partitioning = ARRAY['bucket(id, 2)', 'b'], location = 's3://bucket/types')

INSERT INTO lake.shop.types VALUES
    (1, 10, 100, REAL '1.5', 2.25e0, 12.34, DECIMAL '123456789012345678901234.5678', true, 'one', DATE '2026-02-03', TIME '08:09:10.123456',
        TIMESTAMP '2026-02-03 04:05:06.123456', TIMESTAMP '2026-02-03 04:05:06.789012 UTC', UUID '00000000-0000-0000-0000-000000000001', x'00ff'),
    (2, 0, -200, REAL '-0.25', -1e300, -0.01, -1, false, 'two ', DATE '1969-12-31', TIME '00:00:00',
        TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999999 UTC', UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff', x''),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 2147483647, 9223372036854775807, REAL '3.4028235e38', nan(), 99999999.99, DECIMAL '9999999999999999999999999999999999.9999', true, '日本',
        DATE '9999-12-31', TIME '23:59:59.999999', TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMP '9999-12-31 23:59:59.999999 UTC',
        UUID '12345678-9abc-def0-1234-56789abcdef0', x'deadbeef'),
    (5, -2147483648, BIGINT '-9223372036854775808', CAST(infinity() AS real), -infinity(), 0, 0, false, '', DATE '0001-01-01', TIME '12:00:00.5',
        TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP '0001-01-01 00:00:00 UTC', UUID '80000000-0000-0000-0000-000000000000', x'20')

CREATE TABLE lake.shop.numbers WITH (partitioning = ARRAY['digit']) AS
    SELECT CAST(n AS integer) AS id, CAST(n % 10 AS integer) AS digit, 'name ' || CAST(n AS varchar) AS name FROM UNNEST(sequence(1, 2000)) AS t (n)

CREATE TABLE lake.ext.types (id integer, bi bigint, d double, n decimal(10,2), b boolean, t varchar, dt date, ts timestamp(6))
    WITH (external_location = 's3://bucket/types/data/', format = 'PARQUET')

CREATE TABLE lake.ext.events (id integer, kind varchar, amount decimal(10,2), ratio double, ok boolean, seen timestamp(6), day date)
    WITH (external_location = 's3://bucket/events/', format = 'CSV', partitioned_by = ARRAY['day'], skip_header_line_count = 1)
