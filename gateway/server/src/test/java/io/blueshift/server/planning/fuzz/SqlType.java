package io.blueshift.server.planning.fuzz;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The types of the tables' columns, each with some values worth trying: duplicates, extremes, what compares in odd ways. */
enum SqlType {
    BOOLEAN("boolean", "true", "false"),
    TINYINT("tinyint", "1", "2", "3", "0", "-7", "100", "127", "-128"),
    SMALLINT("smallint", "1", "2", "3", "0", "-70", "1000", "32767", "-32768"),
    INTEGER("integer", "1", "2", "3", "4", "0", "-5", "17", "100000", "2147483647", "-2147483648"),
    BIGINT("bigint", "1", "2", "3", "4", "5", "0", "-5", "1000", "123456789012", "9223372036854775807",
            "-9223372036854775808"),
    REAL("real", "1", "2", "0.5", "-1.25", "100", "'-0'", "'NaN'", "'Infinity'", "3.4028235E38", "1.4E-45"),
    DOUBLE("double", "1", "2", "0.5", "-1.25", "1000.75", "'-0'", "'NaN'", "'Infinity'", "'-Infinity'",
            "1.7976931348623157E308", "4.9E-324", "0.1"),
    SHORT_DECIMAL("decimal(12,2)", "'1'", "'2.50'", "'0'", "'-3.75'", "'100'", "'99.99'", "'9999999999.99'",
            "'-9999999999.99'"),
    WIDE_DECIMAL("decimal(18,6)", "'1'", "'0'", "'-0.000001'", "'12.5'", "'999999999999.999999'",
            "'-999999999999.999999'"),
    LONG_DECIMAL("decimal(38,4)", "'1'", "'0'", "'-1.5'", "'12345678901234567890.1234'", "'99.99'",
            "'9999999999999999999999999999999999.9999'", "'-9999999999999999999999999999999999.9999'"),
    VARCHAR("varchar", "'a'", "'b'", "'ab'", "'abc'", "'b a'", "''", "' '", "'A'", "'1'", "'2'", "'bababa'", "'äöü€😀'",
            "'a%b'", "'a long text of more than sixteen bytes'", "'a long text of more than sixteen letters'",
            "'2024-02-29'"),
    VARCHAR5("varchar(5)", "'a'", "'b'", "'ab'", "'abcde'", "''", "'  '", "'1'", "'ä€😀'"),
    CHAR4("char(4)", "'a'", "'b'", "'ab'", "'abcd'", "''", "'1'", "'ä€😀'"),
    VARBINARY("varbinary", "X''", "X'00'", "X'0aff'", "X'ff'", "X'61'", "X'000102030405060708090a0b0c0d0e0f10'"),
    DATE("date", "'1970-01-01'", "'2024-02-29'", "'2024-03-31'", "'1969-12-31'", "'2000-01-01'", "'0001-01-01'",
            "'9000-12-31'"),
    TIME12("time(12)", "'00:00:00'", "'12:34:56.789'", "'23:59:59.999999999999'", "'12:34:56.789000000001'"),
    TIMETZ("time(3) with time zone", "'00:00:00.000 +01:00'", "'12:34:56.789 +01:00'", "'23:59:59.999 +01:00'"),
    TS0("timestamp(0)", "'1970-01-01 00:00:00'", "'2024-02-29 12:34:56'", "'1969-12-31 23:59:59'"),
    TS3("timestamp(3)", "'1970-01-01 00:00:00.000'", "'2024-02-29 12:34:56.789'", "'1969-12-31 23:59:59.999'",
            "'2024-03-31 02:30:00'"),
    TS6("timestamp(6)", "'1970-01-01 00:00:00.000'", "'2024-02-29 12:34:56.789123'", "'1969-12-31 23:59:59.999999'",
            "'9000-01-01 00:00:00'"),
    TS9("timestamp(9)", "'1970-01-01 00:00:00.000'", "'2024-02-29 12:34:56.789123456'",
            "'1969-12-31 23:59:59.999999999'"),
    TS12("timestamp(12)", "'1970-01-01 00:00:00.000'", "'2024-02-29 12:34:56.789123456789'",
            "'1969-12-31 23:59:59.999999999999'"),
    TZ3("timestamp(3) with time zone", "'1970-01-01 00:00:00.000 Europe/Berlin'",
            "'2024-03-31 03:30:00.123 Europe/Berlin'",
            "'2024-10-27 02:30:00 Europe/Berlin'", "'1950-06-01 12:00:00 Europe/Berlin'"),
    TZ9("timestamp(9) with time zone", "'1970-01-01 00:00:00.000000001 Europe/Berlin'",
            "'2024-03-31 03:30:00.123456789 Europe/Berlin'",
            "'1969-12-31 23:59:59.999999999 Europe/Berlin'"),
    MONTHS("interval year to month", "INTERVAL '1' MONTH", "INTERVAL '0' MONTH", "INTERVAL '-14' MONTH",
            "INTERVAL '100' YEAR"),
    SECONDS("interval day to second", "INTERVAL '1' SECOND", "INTERVAL '0' SECOND", "INTERVAL '-90061.5' SECOND",
            "INTERVAL '100' DAY"),
    JSON("json", "JSON '{\"a\":1,\"b\":2}'", "JSON '[1,2]'", "JSON 'null'", "JSON '\"x\"'", "JSON '1'"),
    UUID("uuid", "'12151fd2-7586-11e9-8f9e-2a86e4085a59'", "'00000000-0000-0000-0000-000000000000'",
            "'ffffffff-ffff-ffff-ffff-ffffffffffff'", "'80000000-0000-0000-0000-000000000000'"),
    IPADDRESS("ipaddress", "'10.0.0.1'", "'::'", "'2001:db8::1'", "'255.255.255.255'"),
    INTS("array(integer)", "ARRAY[1, NULL, 3]", "ARRAY[]", "ARRAY[2]", "ARRAY[3, 2, 1, 0]", "ARRAY[NULL]",
            "ARRAY[2147483647]"),
    TEXTS("array(varchar)", "ARRAY['a', NULL, 'b']", "ARRAY[]", "ARRAY['']", "ARRAY['b', 'a']"),
    MAP("map(varchar, bigint)", "MAP(ARRAY['a', 'b'], ARRAY[1, NULL])", "MAP()", "MAP(ARRAY['a'], ARRAY[1000])",
            "MAP(ARRAY['c'], ARRAY[-1])"),
    ROW("row(a integer, b varchar)", "ROW(1, 'a')", "ROW(NULL, NULL)", "ROW(7, '')", "ROW(1, NULL)", "ROW(-5, 'b')");

    private static final Set<SqlType> NOT_ORDERABLE = EnumSet.of(JSON, MAP);
    // Whose element can be NULL: comparing for order is an error then
    private static final Set<SqlType> ORDER_FAILS = EnumSet.of(INTS, TEXTS, ROW);
    private static final Set<SqlType> PORTABLE = EnumSet.of(BOOLEAN, INTEGER, BIGINT, DOUBLE, SHORT_DECIMAL, VARCHAR,
            DATE);

    private final String sql;
    private final List<String> values;

    SqlType(String sql, String... values) {
        this.sql = sql;
        this.values = List.of(values);
    }

    /** As SQL writes it. */
    String sql() {
        return sql;
    }

    /** As templates write it. */
    String alias() {
        return name().toLowerCase(Locale.ENGLISH);
    }

    boolean orderable() {
        return !NOT_ORDERABLE.contains(this) && !ORDER_FAILS.contains(this);
    }

    /** Whether DuckDB has the type with the same comparisons and the same text. */
    boolean portable() {
        return PORTABLE.contains(this);
    }

    boolean floating() {
        return this == REAL || this == DOUBLE;
    }

    /** A literal of exactly this type. */
    String literal(String value) {
        return "CAST(%s AS %s)".formatted(value, sql);
    }

    /** All values, those that sums of floating-point numbers stay exact with, or those that DuckDB takes alike. */
    List<String> values(boolean exact, boolean portable) {
        return values.stream().filter(value -> !exact || !floating() || !value.contains("E") && !value.equals("0.1"))
                .filter(value -> !portable || isPortable(value)).toList();
    }

    // No extremes: engines differ in where they overflow; no text beyond ASCII, NaN or infinity
    private boolean isPortable(String value) {
        return switch (this) {
            case INTEGER, BIGINT, DOUBLE -> value.length() < 8 && !value.startsWith("'") && !value.equals("0.1");
            case SHORT_DECIMAL -> value.length() < 10;
            case VARCHAR -> value.chars().allMatch(c -> c < 128);
            case DATE -> !value.startsWith("'0") && !value.startsWith("'9");
            default -> true;
        };
    }
}
