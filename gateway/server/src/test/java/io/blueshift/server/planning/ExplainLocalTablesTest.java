package io.blueshift.server.planning;

import io.blueshift.store.LocalStorePlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** EXPLAIN ANALYZE shows how many blocks of local tables were read: fewer where zone maps exclude some. */
final class ExplainLocalTablesTest {
    private static final Pattern SCAN = Pattern
            .compile("Scan local:\\S*lineitem.* \\{(\\d+) rows in .*block ranges read (\\d+)");

    @Test
    void blocksThatZoneMapsExcludeAreNotRead(@TempDir Path directory) throws Exception {
        PlanningEngine engine = PlanningEngine.start(List.of(new LocalStorePlugin()), List.of());
        try (Connection connection = engine.connect(Map.of()); Statement statement = connection.createStatement()) {
            statement.execute("CREATE CATALOG local USING local WITH (\"local.directory\" = '" + directory + "')");
            statement.execute("CREATE TABLE local.\"default\".lineitem WITH (sort_key = ARRAY['orderkey'])"
                    + " AS SELECT * FROM tpch.tiny.lineitem");
            Matcher all = scan(connection, "SELECT sum(quantity) FROM local.\"default\".lineitem");
            assertThat(Long.parseLong(all.group(1))).isEqualTo(60_175);
            Matcher some = scan(connection,
                    "SELECT sum(quantity) FROM local.\"default\".lineitem WHERE orderkey < 100");
            assertThat(some.group(1)).isEqualTo(
                    Sql.rows(connection, "SELECT count(*) FROM tpch.tiny.lineitem WHERE orderkey < 100").getFirst());
            assertThat(Long.parseLong(some.group(2))).isPositive().isLessThan(Long.parseLong(all.group(2)));
        } finally {
            engine.close();
        }
    }

    private static Matcher scan(Connection connection, String sql) throws Exception {
        String report = String.join("\n", Sql.rows(connection, "EXPLAIN ANALYZE " + sql));
        Matcher scan = SCAN.matcher(report);
        assertThat(scan.find()).as(report).isTrue();
        return scan;
    }
}
