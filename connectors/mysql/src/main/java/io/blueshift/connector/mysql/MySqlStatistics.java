package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.SourceStatistics;
import io.blueshift.connector.jdbc.SourceStatistics.Column;
import io.blueshift.connector.jdbc.SourceStatistics.Range;
import io.blueshift.connector.mysql.rows.MySqlTemporals;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.TrinoException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What MySQL knows of a table: InnoDB's running estimates, which are the number of rows, and for columns that lead an
 * index the number of different values; and histograms, which are there if {@code ANALYZE TABLE ... UPDATE HISTOGRAM} made
 * them and say between which values the others lie, or MariaDB's statistics of columns. An index counts NULL as a value,
 * which is hardly ever the difference.
 */
final class MySqlStatistics {
    // A count of 0 is also what a server says of a table that it has not looked at yet
    private static final String ROWS = "SELECT TABLE_ROWS FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE = 'BASE TABLE' AND TABLE_ROWS > 0";

    private static final String REQUIRED = "SELECT COLUMN_NAME FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND IS_NULLABLE = 'NO'";

    private static final String INDEXES = "SELECT COLUMN_NAME, MAX(CARDINALITY) FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND SEQ_IN_INDEX = 1 AND SUB_PART IS NULL"
            + " AND COLUMN_NAME IS NOT NULL AND CARDINALITY IS NOT NULL GROUP BY COLUMN_NAME";

    /**
     * A singleton histogram has one bucket per value, an equi-height one says how many are in a bucket, and has a least and
     * a greatest value in each.
     */
    private static final String HISTOGRAMS = """
            SELECT COLUMN_NAME, HISTOGRAM ->> '$."null-values"', JSON_LENGTH(HISTOGRAM, '$.buckets'),
                HISTOGRAM ->> '$.buckets[*][3]', HISTOGRAM ->> '$.buckets[0][0]',
                IF(HISTOGRAM ->> '$."histogram-type"' = 'singleton', HISTOGRAM ->> '$.buckets[last][0]',
                    HISTOGRAM ->> '$.buckets[last][1]')
            FROM information_schema.COLUMN_STATISTICS WHERE SCHEMA_NAME = ? AND TABLE_NAME = ?
            """;

    /** What MariaDB's {@code ANALYZE TABLE ... PERSISTENT FOR ALL} has left: how many rows have the same value. */
    private static final String PERSISTENT = "SELECT COLUMN_NAME, NULLS_RATIO, AVG_FREQUENCY, MIN_VALUE, MAX_VALUE"
            + " FROM mysql.column_stats WHERE DB_NAME = ? AND TABLE_NAME = ? AND AVG_FREQUENCY > 0";

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d( [\\d:.]+)?");
    private static final int DATE_LENGTH = "2020-01-01".length();
    private static final double MICROS_PER_SECOND = 1_000_000;

    private final Connection connection;
    private final Map<String, Double> nulls = new HashMap<>();
    private final Map<String, Double> distinct = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();

    MySqlStatistics(Connection connection) {
        this.connection = connection;
    }

    SourceStatistics of(RemoteTable table) throws SQLException {
        Optional<Double> rows = query(ROWS, table, row -> row.getDouble(1)).stream().findFirst();
        if (rows.isEmpty()) {
            return SourceStatistics.unknown();
        }
        query(REQUIRED, table, row -> nulls.put(row.getString(1), 0.0));
        if (hasHistograms()) {
            query(HISTOGRAMS, table, row -> {
                nulls.put(row.getString(1), row.getDouble(2));
                range(row.getString(1), row.getString(5), row.getString(6));
                return distinct.put(row.getString(1), values(row));
            });
        }
        if (ServerKind.isMariaDb(connection)) {
            persistent(table, rows.get());
        }
        // They follow the table's contents; a histogram is as old as the last look
        query(INDEXES, table, row -> distinct.put(row.getString(1), Math.min(row.getDouble(2), rows.get())));
        Map<String, Column> columns = new HashMap<>();
        nulls.keySet().forEach(name -> columns.put(name, column(name)));
        distinct.keySet().forEach(name -> columns.put(name, column(name)));
        return new SourceStatistics(OptionalDouble.of(rows.get()), columns, Map.of());
    }

    /** Of numbers, days and moments. Texts are written in other forms, and have no range here. */
    private void range(String column, String low, String high) {
        Optional<Double> least = number(low);
        Optional<Double> greatest = number(high);
        if (least.isPresent() && greatest.isPresent() && least.get() <= greatest.get()) {
            ranges.put(column, new Range(least.get(), greatest.get()));
        }
    }

    private static Optional<Double> number(String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MOMENT.matcher(value).matches()
                    ? MySqlTemporals.micros(value.length() > DATE_LENGTH ? value : value + " 00:00:00")
                            / MICROS_PER_SECOND
                    : Double.parseDouble(value)).filter(Double::isFinite);
        } catch (NumberFormatException | TrinoException _) {
            // A text, or a date that is none
            return Optional.empty();
        }
    }

    private static double values(ResultSet row) throws SQLException {
        String counts = row.getString(4);
        return counts == null
                ? row.getDouble(3)
                : Pattern.compile("[0-9]+").matcher(counts).results()
                        .mapToDouble(count -> Double.parseDouble(count.group()))
                        .sum();
    }

    private Column column(String name) {
        return new Column(known(nulls.get(name)), known(distinct.get(name)), OptionalDouble.empty(),
                Optional.ofNullable(ranges.get(name)));
    }

    private static OptionalDouble known(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private boolean hasHistograms() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= 8 && !ServerKind.isMariaDb(connection);
    }

    private void persistent(RemoteTable table, double rows) throws SQLException {
        try {
            query(PERSISTENT, table, row -> {
                double nullShare = row.getDouble(2);
                nulls.put(row.getString(1), nullShare);
                range(row.getString(1), row.getString(4), row.getString(5));
                return distinct.put(row.getString(1), rows * (1 - nullShare) / row.getDouble(3));
            });
        } catch (SQLSyntaxErrorException _) {
            // Not everybody may look into the schema mysql; then only indexes tell
        }
    }

    private <T> List<T> query(String sql, RemoteTable table, MySqlCatalog.RowReader<T> reader) throws SQLException {
        return MySqlCatalog.query(connection, sql, List.of(table.schema().orElseThrow(), table.name()), reader);
    }
}
