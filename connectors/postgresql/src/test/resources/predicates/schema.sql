CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TYPE mood AS ENUM ('sad', 'ok', 'Happy');
CREATE TABLE tpch.corpus (
    id integer PRIMARY KEY,
    c_text text COLLATE "C",
    en_text text COLLATE "en-x-icu",
    und_text varchar(20) COLLATE "und-x-icu",
    ci_text text COLLATE ci,
    def_text text,
    c_char char(6) COLLATE "C",
    en_char char(6) COLLATE "en-x-icu",
    big bigint,
    dec numeric(10, 2),
    num numeric,
    r real,
    d double precision,
    flag boolean,
    dt date,
    t time,
    tz timetz,
    ts timestamp(3),
    tstz timestamptz,
    u uuid,
    b bytea,
    j jsonb,
    m mood,
    ip inet,
    arr integer[],
    tags text[] COLLATE "en-x-icu",
    ci_tags varchar(10)[] COLLATE ci,
    doc jsonb,
    written json);
INSERT INTO tpch.corpus
SELECT n, v, v, v, v, v, left(v, 6), left(v, 6), n * 1000000007::bigint, n * 1.25, n * 1e20, n / 3.0::real, n / 3.0, n % 2 = 0,
    date '2010-04-01' + n::integer, time '02:30' + n * interval '1 minute', timetz '02:30+02' + n * interval '1 minute',
    timestamp '2010-04-04 02:30:00.123' + n * interval '7 minutes', timestamptz '2010-04-04 08:30:00.123456+00' + n * interval '7 minutes',
    ('00000000-0000-0000-0000-' || lpad(to_hex(n * 99991), 12, '0'))::uuid, decode(lpad(to_hex(n), 2, '0'), 'hex'),
    jsonb_build_object('n', n), (ARRAY['sad', 'ok', 'Happy'])[1 + n % 3]::mood, ('10.0.0.' || n)::inet, ARRAY[n, n + 1]::integer[]
FROM unnest(ARRAY['', ' ', 'a', 'A', 'a ', 'a  ', 'aa', 'AB', 'ab', 'Ab', 'b', 'B', 'ä', 'Ä', 'z', 'Z', 'é', 'e', 'É', 'ss', 'ß', '0', '9',
    '-', '_', '%', '''', '"', '\', 'a''b', E'a\tb', E'\t', E'a\t', '東', '😀', 'co-op', 'coop', 'résumé', 'resume']) WITH ORDINALITY AS x(v, n);
INSERT INTO tpch.corpus (id) VALUES (1000);
INSERT INTO tpch.corpus (id, big, dec, num, r, d, dt, t, ts, tstz) VALUES
    (1001, 9223372036854775807, 99999999.99, 'NaN', 'NaN', 'NaN', '9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999', '9999-12-31 23:59:59.999999+00'),
    (1002, -9223372036854775808, -99999999.99, 'Infinity', 'Infinity', 'Infinity', '0001-01-01', '00:00', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00'),
    (1003, 0, 0, '-Infinity', '-Infinity', '-Infinity', '4713-11-24 BC', NULL, '4713-11-24 00:00:00 BC', NULL),
    (1004, -1, -0.01, 0, '-0', '-0', '1582-10-10', NULL, NULL, NULL),
    (1005, 1, 0.01, 1e-30, 0, 0, NULL, NULL, NULL, NULL);
UPDATE tpch.corpus SET tags = v::text[], ci_tags = v::text[] FROM (VALUES (1, '{}'), (2, '{a}'), (3, '{a,NULL}'), (4, '{A,"a "}'), (5, '{NULL}'),
    (6, '{ä,b,a,a}'), (7, '{"","\"","\\"}'), (8, '{NULL,B}'), (9, '[0:1]={b,a}')) AS x(n, v) WHERE id = n;
UPDATE tpch.corpus SET doc = v::jsonb, written = v::json FROM (VALUES
    (1, '{"a": "x", "b": {"c": "y"}}'),
    (2, '{"a": "X", "a b": "x"}'),
    (3, '{"a": 1}'),
    (4, '{"a": 1.50, "b": []}'),
    (5, '{"a": true, "b": {"c": false}}'),
    (6, '{"a": null}'),
    (7, '{"a": {"c": 1}}'),
    (8, '{"a": ["x"]}'),
    (9, '["x"]'),
    (10, '[{"a": "x"}]'),
    (11, '"x"'),
    (12, '1'),
    (13, 'null'),
    (14, '{}'),
    (15, '{"a": ""}'),
    (16, '{"a": "é\n\"\u65e5"}'),
    (17, '{"a": "x "}'),
    (18, '{"a": "1"}'),
    (19, '{"a": "true"}'),
    (20, '{"a": 1e2, "b": {"c": 9007199254740993}}')) AS x(n, v) WHERE id = n;
CREATE TABLE tpch.wide (k int, d decimal(38, 0), e decimal(19, 2));
INSERT INTO tpch.wide VALUES (1, 12345678901234567890123456789012345678, 0.01), (1, NULL, 0.02), (2, -5, 0.04), (2, 7, -0.01), (2, 7, -0.02),
    (3, 99999999999999999999999999999999999999, 99999999999999999.99), (3, 99999999999999999999999999999999999999, 99999999999999999.99),
    (NULL, NULL, -99999999999999999.99), (NULL, NULL, -99999999999999999.98), (4, 0, NULL);
CREATE TABLE tpch.fact (id int PRIMARY KEY, k int, b bigint, v varchar(5) COLLATE "C", w text, ci text COLLATE ci, c char(4), dec numeric(10, 2), d double precision, dt date);
INSERT INTO tpch.fact VALUES (1, 1, 1, 'a', 'a', 'a', 'a', 1.00, 1, '2020-01-01'), (2, 1, 2147483648, 'A', 'A', 'A', 'A', 1.50, '-0', '2020-01-02'),
    (3, 2, 2, 'b', 'b', 'B', 'b', 2.00, 'NaN', '9999-12-31'), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, 3, 3, 'a ', 'a ', 'a ', 'a ', -99999999.99, 'Infinity', '0001-01-01'), (6, 2147483647, 9223372036854775807, 'ä', 'ä', 'ä', 'ä', 99999999.99, 0, NULL),
    (7, -2147483648, -9223372036854775808, '', '', '', '', 0, NULL, '2020-01-01'), (8, 2, 2, 'b', 'b', 'b', 'b', 2.00, 2, '2020-01-01'),
    (9, 77, 77, 'zz', 'zz', 'zz', 'zz', 77, 77, '2077-07-07'), (10, NULL, 1, 'a', NULL, 'A', NULL, 1.00, NULL, '2020-01-02');
CREATE TABLE tpch.dim (k int PRIMARY KEY, b bigint, v varchar(10) COLLATE "en-x-icu", w text, ci text COLLATE ci, c char(6), dec numeric(12, 2), d double precision, dt date, name text);
INSERT INTO tpch.dim VALUES (1, 1, 'a', 'a', 'A', 'a', 1.00, 1, '2020-01-01', 'one'), (2, 2, 'B', 'B', 'b', 'b', 2.00, 'NaN', '2020-01-02', 'two'),
    (3, 2147483648, 'a ', 'a ', 'a', 'A', 1.50, 0, '9999-12-31', 'three'), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (2147483647, 9223372036854775807, 'ä', 'Ä', 'Ä', 'ä', 9999999999.99, 'Infinity', '0001-01-01', 'max'),
    (-2147483648, -9223372036854775808, '', '', '', '', 0, NULL, NULL, 'min'), (8, 2, 'a', 'a', 'a', 'a', 2.00, 2, '2020-01-01', 'twice');
CREATE SCHEMA other;
CREATE COLLATION tpch.twin (provider = icu, locale = 'de');
CREATE COLLATION other.twin (provider = icu, locale = 'en');
CREATE TABLE tpch.twins (id int, a text COLLATE tpch.twin, b text COLLATE other.twin);
INSERT INTO tpch.twins VALUES (1, 'a', 'a'), (2, 'A', 'a'), (3, 'ä', NULL);
CREATE TABLE tpch.nobody (k int, name text);
CREATE TABLE tpch.few (id int PRIMARY KEY, v int) WITH (autovacuum_enabled = false);
INSERT INTO tpch.few SELECT n, n FROM generate_series(1, 100) n;
CREATE TABLE tpch.many (id int, v int) WITH (autovacuum_enabled = false);
INSERT INTO tpch.many SELECT n, n % 2 FROM generate_series(1, 100) n;
CREATE TABLE tpch.parted (id int, v text) PARTITION BY RANGE (id);
CREATE TABLE tpch.part_a PARTITION OF tpch.parted FOR VALUES FROM (0) TO (100);
CREATE TABLE tpch.part_b PARTITION OF tpch.parted FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id);
CREATE TABLE tpch.part_c PARTITION OF tpch.part_b FOR VALUES FROM (100) TO (200);
INSERT INTO tpch.parted SELECT n, CASE WHEN n >= 100 THEN 'x' || n % 5 END FROM generate_series(0, 199) n;
