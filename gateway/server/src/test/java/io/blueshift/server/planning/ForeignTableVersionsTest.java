package io.blueshift.server.planning;

import io.blueshift.server.BlueshiftServer;
import io.blueshift.server.ServerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Materialised views of the local store over tables of other catalogs. */
final class ForeignTableVersionsTest {
    @TempDir
    static Path directory;

    private static BlueshiftServer server;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        server = BlueshiftServer.start(ServerOptions.builder(directory.resolve("data")).port(0).build());
        connection = Sql.connect(server.uri(), Map.of());
        execute("CREATE CATALOG ice USING lake WITH (\"iceberg.catalog.type\" = 'hadoop',"
                + " \"iceberg.hadoop-catalog.warehouse\" = '%s')".formatted(directory.resolve("warehouse").toUri()));
        execute("CREATE CATALOG second USING local WITH (\"local.directory\" = '%s')"
                .formatted(directory.resolve("second")));
        execute("CREATE SCHEMA ice.s");
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            results.next();
            return results.getString(1);
        }
    }

    private static String freshness(String view) throws SQLException {
        return text(
                "SELECT freshness FROM system.metadata.materialized_views WHERE catalog_name = 'local' AND name = '%s'"
                        .formatted(view));
    }

    @Test
    void aViewOverIcebergIsFreshUntilThatTableChanges() throws Exception {
        for (String table : List.of("ice.s.t", "second.\"default\".t")) {
            execute("CREATE TABLE %s AS SELECT 1 x".formatted(table));
            execute("CREATE OR REPLACE MATERIALIZED VIEW local.\"default\".v GRACE PERIOD INTERVAL '0' SECOND AS"
                    + " SELECT sum(x) total FROM " + table);
            execute("REFRESH MATERIALIZED VIEW local.\"default\".v");
            assertThat(freshness("v")).as(table).isEqualTo("FRESH");
            assertThat(text("EXPLAIN SELECT * FROM local.\"default\".v")).contains("v$storage");
            for (String change : List.of("INSERT INTO %s VALUES 2", "ALTER TABLE %s ADD COLUMN y integer")) {
                execute(change.formatted(table));
                assertThat(freshness("v")).as(change).isEqualTo("STALE");
                String total = text("SELECT * FROM local.\"default\".v");
                assertThat(total).isEqualTo(text("SELECT sum(x) FROM " + table));
                execute("REFRESH MATERIALIZED VIEW local.\"default\".v");
                assertThat(freshness("v")).isEqualTo("FRESH");
                assertThat(text("SELECT * FROM local.\"default\".v")).isEqualTo(total);
            }
            execute("DROP TABLE " + table);
            assertThat(freshness("v")).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void aViewOverASourceWithoutVersionsIsOfUnknownFreshness() throws Exception {
        execute("CREATE TABLE ice.s.mixed AS SELECT 1 x");
        execute("CREATE MATERIALIZED VIEW local.\"default\".mixed GRACE PERIOD INTERVAL '0' SECOND AS"
                + " SELECT x, name FROM ice.s.mixed CROSS JOIN tpch.tiny.region");
        execute("REFRESH MATERIALIZED VIEW local.\"default\".mixed");
        assertThat(freshness("mixed")).isEqualTo("UNKNOWN");
        assertThat(Stream.of(text("SELECT count(*) FROM local.\"default\".mixed"))).containsExactly("5");
    }
}
