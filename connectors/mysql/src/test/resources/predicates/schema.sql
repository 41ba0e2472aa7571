CREATE TABLE tpch.corpus (
    id int PRIMARY KEY,
    ai_ci varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
    as_cs varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_as_cs,
    bin_pad varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    bin varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
    general text CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
    l1 varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    u3 varchar(20) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci,
    greek varchar(20) CHARACTER SET greek COLLATE greek_general_ci,
    c char(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
    cb char(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    tiny tinyint(1), big bigint, ub bigint unsigned, `dec` decimal(10, 2), f float, d double, b bit(1), b8 bit(8), y year,
    dt date, t time(6), ts datetime(3), tz timestamp(6),
    e enum('', 'x', 'X y', 'a'), s set('a', 'b'), vb varbinary(8), j json, huge decimal(40, 0), doc json,
    INDEX (ai_ci), INDEX (tiny))
INSERT INTO tpch.corpus (id, ai_ci, as_cs, bin_pad, bin, general, l1, u3, greek, c, cb, tiny, big, ub, `dec`, f, d, b, b8, y, dt, t, ts, tz, e, s, vb, j, huge)
    WITH RECURSIVE v(n, x) AS (
        SELECT * FROM JSON_TABLE('["", " ", "a", "A", "a ", "a  ", "aa", "AB", "ab", "Ab", "b", "B", "ä", "Ä", "z", "Z", "é", "e", "É", "ss", "ß", "0", "9", "-", "_", "%", "''", "\\"", "\\\\", "a''b", "a\\tb", "\\t", "a\\t", "a\\u0001", "日", "😀", "co-op", "coop", "résumé", "re\\u0301sume\\u0301"]', '$[*]' COLUMNS (n FOR ORDINALITY, x varchar(20) PATH '$')) j)
    SELECT n, x, x, x, x, x, x, replace(x, '😀', '?'), x, left(x, 6), left(x, 6), n, n * 1000000007, n * 1000000007, n * 1.25, n / 3, n / 3, n % 2, n, 1970 + n,
        DATE '2010-04-01' + INTERVAL n DAY, TIME '02:30:00' + INTERVAL n MINUTE, TIMESTAMP '2010-04-04 02:30:00.123' + INTERVAL n * 7 MINUTE,
        TIMESTAMP '2010-04-04 08:30:00.123456' + INTERVAL n * 7 MINUTE, 1 + n % 4, n % 4, UNHEX(LPAD(HEX(n), 4, '0')), JSON_OBJECT('n', n), n FROM v
INSERT INTO tpch.corpus (id) VALUES (1000)
INSERT INTO tpch.corpus (id, tiny, big, ub, `dec`, f, d, b, b8, y, dt, t, ts, tz, vb) VALUES
    (1001, 127, 9223372036854775807, 18446744073709551615, 99999999.99, 3.4028235e38, 1.7976931348623157e308, 1, 255, 2155, '9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999', '2038-01-19 03:14:07.999999', x'FFFFFFFFFFFFFFFF'),
    (1002, -128, -9223372036854775808, 9223372036854775808, -99999999.99, -3.4028235e38, -1.7976931348623157e308, 0, 0, 1901, '1000-01-01', '00:00:00', '1000-01-01 00:00:00', '1970-01-01 00:00:01', x''),
    (1003, 0, 0, 0, 0, 0.1, 0.1, 0, 1, 0000, '1582-10-10', '00:00:00.000001', '1582-10-10 00:00:00', NULL, x'00'),
    (1004, -1, -1, 1, -0.01, 16777217, 5e-324, 0, 2, 2000, '0500-06-07', NULL, '0999-12-31 23:59:59', NULL, x'0000')
UPDATE tpch.corpus SET doc = CASE id WHEN 1 THEN '{"a": "x", "b": {"c": "y"}}'
    WHEN 2 THEN '{"a": "X", "a b": "x"}'
    WHEN 3 THEN '{"a": 1}'
    WHEN 4 THEN '{"a": 1.50, "b": []}'
    WHEN 5 THEN '{"a": true, "b": {"c": false}}'
    WHEN 6 THEN '{"a": null}'
    WHEN 7 THEN '{"a": {"c": 1}}'
    WHEN 8 THEN '{"a": ["x"]}'
    WHEN 9 THEN '["x"]'
    WHEN 10 THEN '[{"a": "x"}]'
    WHEN 11 THEN '"x"'
    WHEN 12 THEN '1'
    WHEN 13 THEN 'null'
    WHEN 14 THEN '{}'
    WHEN 15 THEN '{"a": ""}'
    WHEN 16 THEN '{"a": "é\\n\\"\\u65e5"}'
    WHEN 17 THEN '{"a": "x "}'
    WHEN 18 THEN '{"a": "1"}'
    WHEN 19 THEN '{"a": "true"}'
    WHEN 20 THEN '{"a": 1e2, "b": {"c": 9007199254740993}}' END
CREATE TABLE tpch.wide (k int, d decimal(38, 0), e decimal(19, 2))
INSERT INTO tpch.wide VALUES (1, 12345678901234567890123456789012345678, 0.01), (1, NULL, 0.02), (2, -5, 0.04), (2, 7, -0.01), (2, 7, -0.02),
    (3, 99999999999999999999999999999999999999, 99999999999999999.99), (3, 99999999999999999999999999999999999999, 99999999999999999.99),
    (NULL, NULL, -99999999999999999.99), (NULL, NULL, -99999999999999999.98), (4, 0, NULL)
CREATE TABLE tpch.fact (id int PRIMARY KEY, k int, b bigint, v varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin, w varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
    l1 varchar(20) CHARACTER SET latin1, c char(4) CHARACTER SET utf8mb4, `dec` decimal(10, 2), d double, dt date)
INSERT INTO tpch.fact VALUES (1, 1, 1, 'a', 'a', 'a', 'a', 1.00, 1, '2020-01-01'), (2, 1, 2147483648, 'A', 'A', 'A', 'A', 1.50, -0.0, '2020-01-02'),
    (3, 2, 2, 'b', 'b', 'B', 'b', 2.00, 0.1, '9999-12-31'), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, 3, 3, 'a ', 'a ', 'a ', 'a ', -99999999.99, 1e300, '1000-01-01'), (6, 2147483647, 9223372036854775807, 'ä', 'ä', 'ä', 'ä', 99999999.99, 0, NULL),
    (7, -2147483648, -9223372036854775808, '', '', '', '', 0, NULL, '2020-01-01'), (8, 2, 2, 'b', 'b', 'b', 'b', 2.00, 2, '2020-01-01'),
    (9, 77, 77, 'zz', 'zz', 'zz', 'zz', 77, 77, '2077-07-07'), (10, NULL, 1, 'a', NULL, 'A', NULL, 1.00, NULL, '2020-01-02')
CREATE TABLE tpch.dim (k int PRIMARY KEY, b bigint, v varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, w varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
    l1 varchar(20) CHARACTER SET latin1, c char(6) CHARACTER SET utf8mb4, `dec` decimal(12, 2), d double, dt date, name varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin)
INSERT INTO tpch.dim VALUES (1, 1, 'a', 'a', 'A', 'a', 1.00, 1, '2020-01-01', 'one'), (2, 2, 'B', 'B', 'b', 'b', 2.00, 0.1, '2020-01-02', 'two'),
    (3, 2147483648, 'a ', 'a ', 'a', 'A', 1.50, 0, '9999-12-31', 'three'), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (2147483647, 9223372036854775807, 'ä', 'Ä', 'Ä', 'ä', 9999999999.99, 1e300, '1000-01-01', 'max'),
    (-2147483648, -9223372036854775808, '', '', '', '', 0, NULL, NULL, 'min'), (8, 2, 'a', 'a', 'a', 'a', 2.00, 2, '2020-01-01', 'twice')
CREATE TABLE tpch.nobody (k int, name varchar(20))
CREATE TABLE tpch.few (id int PRIMARY KEY, v int)
INSERT INTO tpch.few WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 100) SELECT n, n FROM r
CREATE TABLE tpch.many (id int, v int)
INSERT INTO tpch.many WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 100) SELECT n, n % 2 FROM r
