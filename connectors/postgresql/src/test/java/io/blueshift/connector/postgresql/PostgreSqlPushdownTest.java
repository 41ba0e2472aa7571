package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.PushdownContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What PostgreSQL is asked. */
class PostgreSqlPushdownTest extends PushdownContract {
    private EmbeddedPostgres postgres;

    PostgreSqlPushdownTest() {
        super("\"", "en_text", "c_char");
    }

    @Override
    protected QueryRunner start() throws Exception {
        postgres = EmbeddedPostgres.start();
        QueryRunner runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
        PostgreSqlQueryRunner.execute(postgres, resource("predicates/schema.sql"));
        return runner;
    }

    @Override
    protected void stopSource() {
        postgres.close();
    }

    @Override
    protected void analyze() {
        PostgreSqlQueryRunner.execute(postgres, "ANALYZE tpch.corpus");
    }

    @Override
    protected void analyzeJoined() {
        PostgreSqlQueryRunner.execute(postgres, "ANALYZE tpch.few, tpch.many");
    }

    @Override
    protected void assertStatistics(Map<String, MaterializedRow> columns) {
        assertThat(columns.get("flag").getField(2)).isEqualTo(2.0);
        assertThat((double) columns.get("flag").getField(3)).isBetween(0.13, 0.14);
    }

    /** Autovacuum analyses partitions, never the whole. */
    @Test
    void statisticsOfPartitionsAddUp() {
        PostgreSqlQueryRunner.execute(postgres, "ANALYZE tpch.part_a");
        PostgreSqlQueryRunner.execute(postgres, "ANALYZE tpch.part_c");
        Map<Object, MaterializedRow> stats = runner().execute("SHOW STATS FOR parted").getMaterializedRows().stream()
                .collect(Collectors.toMap(row -> row.getField(0) == null ? "" : row.getField(0), row -> row));
        assertThat(stats.get("").getField(4)).isEqualTo(200.0);
        assertThat(stats.get("id").getField(2)).isEqualTo(200.0);
        assertThat(stats.get("id").getField(3)).isEqualTo(0.0);
        assertThat(stats.get("v").getField(2)).isEqualTo(5.0);
        assertThat(stats.get("v").getField(3)).isEqualTo(0.5);
    }
}
