package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.PushdownContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.Session;
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

    @Test
    void ofManyRowsTheSourcesWorkCounts() {
        PostgreSqlQueryRunner.execute(postgres,
                "CREATE TABLE tpch.large AS SELECT i AS k, i % 5 AS v FROM generate_series(1, 1000000) i");
        PostgreSqlQueryRunner.execute(postgres,
                "CREATE TABLE tpch.little AS SELECT i AS v FROM generate_series(0, 4) i");
        PostgreSqlQueryRunner.execute(postgres, "ANALYZE tpch.large, tpch.little");
        String manyGroups = "SELECT k, count(*) FROM large GROUP BY k";
        assertThat(asked(manyGroups)).doesNotContain("GROUP BY")
                .contains("aggregation: 1000000 groups of 1000000 rows are estimated, few rows each");
        Session session = runner().getDefaultSession();
        assertThat(asked(Session.builder(session).setCatalogSessionProperty(session.getCatalog().orElseThrow(),
                "aggregation_pushdown_rows_per_group", "0").build(), manyGroups)).contains("GROUP BY");
        assertThat(asked("SELECT v, count(*) FROM large GROUP BY v")).contains("GROUP BY");

        String join = "SELECT a.k, b.v FROM large a JOIN little b ON a.v = b.v";
        assertThat(asked(join)).doesNotContain(" JOIN ").contains("too little less than its sides together");
        assertThat(asked(joining("ALWAYS"), join)).contains(" JOIN ");
    }
}
