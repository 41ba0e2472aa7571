package io.blueshift.demo;

import io.blueshift.embedded.EmbeddedS3;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Fills the lake and the local store by Blueshift's own SQL, and declares the plain file that lies in the bucket. */
final class BlueshiftLoader {
    private static final String RATES = "exchange-rates";

    private final Connection connection;
    private final DemoOptions options;
    private final DemoConsole console;

    BlueshiftLoader(Connection connection, DemoOptions options, DemoConsole console) {
        this.connection = connection;
        this.options = options;
        this.console = console;
    }

    void load(DemoSources sources) throws Exception {
        putRates(sources.s3());
        schema("lake.sales");
        create("lake.sales.orders", """
                CREATE TABLE lake.sales.orders WITH (partitioning = ARRAY['month(o_orderdate)'])
                AS SELECT * FROM tpch."%s".orders""".formatted(options.generatorSchema()));
        schema("local.sales");
        create("local.sales.lineitem", """
                CREATE TABLE local.sales.lineitem
                AS SELECT * FROM tpch."%s".lineitem""".formatted(options.generatorSchema()));
        schema("lake.ext");
        create("lake.ext.exchange_rates", """
                CREATE TABLE lake.ext.exchange_rates (
                  month date, nation varchar, currency varchar, per_dollar decimal(12,4))
                WITH (external_location = 's3://%s/%s/', format = 'CSV', skip_header_line_count = 1)"""
                .formatted(DemoSources.BUCKET, RATES));
    }

    /** The file was there before Blueshift, as the story goes. */
    private static void putRates(EmbeddedS3 s3) {
        s3.put(DemoSources.BUCKET, RATES + "/rates.csv", ExchangeRates.csv().getBytes(UTF_8));
    }

    private void schema(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + name);
        }
    }

    private void create(String table, String sql) throws Exception {
        sql.lines().forEach(line -> console.line("    " + line));
        console.step(table, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                long rows = count(statement, table);
                return new DemoConsole.Outcome<>(rows, DemoConsole.count(rows));
            }
        });
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }
}
