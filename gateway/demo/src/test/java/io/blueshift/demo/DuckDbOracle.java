package io.blueshift.demo;

import io.trino.tpch.TpchTable;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * DuckDB in memory with the demo's data under the demo's names: each catalog is an attached database, so a query's text
 * runs there unchanged. Not for concurrent use.
 */
final class DuckDbOracle implements AutoCloseable {
    private final Connection connection;

    private DuckDbOracle(Connection connection) {
        this.connection = connection;
    }

    static DuckDbOracle load(double scale) throws SQLException {
        DuckDbOracle oracle = new DuckDbOracle(DriverManager.getConnection("jdbc:duckdb:"));
        oracle.execute("ATTACH ':memory:' AS postgresql", "CREATE SCHEMA IF NOT EXISTS postgresql.public",
                "ATTACH ':memory:' AS mysql", "CREATE SCHEMA mysql.warehouse", "ATTACH ':memory:' AS lake",
                "CREATE SCHEMA lake.sales", "CREATE SCHEMA lake.ext", "ATTACH ':memory:' AS local",
                "CREATE SCHEMA local.sales");
        for (TpchTable<?> table : List.of(TpchTable.CUSTOMER, TpchTable.NATION, TpchTable.REGION)) {
            oracle.load("postgresql", "public", TpchRows.of(table, scale));
        }
        for (TpchTable<?> table : List.of(TpchTable.PART, TpchTable.SUPPLIER, TpchTable.PART_SUPPLIER)) {
            oracle.load("mysql", "warehouse", TpchRows.of(table, scale));
        }
        oracle.load("lake", "sales", TpchRows.of(TpchTable.ORDERS, scale));
        oracle.load("local", "sales", TpchRows.of(TpchTable.LINE_ITEM, scale));
        oracle.loadRates();
        return oracle;
    }

    /** The answer as text, one list per row, in the form of {@link Answers}. */
    List<List<String>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            return Answers.read(results);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void load(String catalog, String schema, TpchRows<?> table) throws SQLException {
        execute("CREATE TABLE %s.%s.%s (%s)".formatted(catalog, schema, table.name(), table.definitions()));
        append(catalog, schema, table.name(), table.rows().iterator());
    }

    private void loadRates() throws SQLException {
        execute("CREATE TABLE lake.ext.exchange_rates (month date, nation varchar, currency varchar, per_dollar decimal(12,4))");
        List<Object[]> rows = new ArrayList<>();
        for (ExchangeRates.Rate rate : ExchangeRates.all()) {
            rows.add(new Object[]{Date.valueOf(rate.month()), rate.nation(), rate.currency(), rate.perDollar()});
        }
        append("lake", "ext", "exchange_rates", rows.iterator());
    }

    private void append(String catalog, String schema, String table, Iterator<Object[]> rows) throws SQLException {
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(catalog, schema,
                table)) {
            while (rows.hasNext()) {
                appender.beginRow();
                for (Object value : rows.next()) {
                    append(appender, value);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, Object value) throws SQLException {
        switch (value) {
            case Long number -> appender.append(number.longValue());
            case Integer number -> appender.append(number.intValue());
            case BigDecimal number -> appender.append(number);
            case Date date -> appender.append(date.toLocalDate());
            case String text -> appender.append(text);
            default -> throw new IllegalArgumentException("No such column in TPC-H: " + value.getClass());
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
