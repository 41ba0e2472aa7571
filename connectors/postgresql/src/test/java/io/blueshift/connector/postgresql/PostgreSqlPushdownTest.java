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
        Map<Object, MaterializedRow> stats = statistics("parted");
        assertThat(stats.get("").getField(4)).isEqualTo(200.0);
        assertThat(stats.get("id").getField(2)).isEqualTo(200.0);
        assertThat(stats.get("id").getField(3)).isEqualTo(0.0);
        assertThat(stats.get("v").getField(2)).isEqualTo(5.0);
        assertThat(stats.get("v").getField(3)).isEqualTo(0.5);
        assertThat(range(stats, "id")).isEqualTo("0 to 199");
        assertThat(range(stats, "v")).isEqualTo("null to null");
    }

    private Map<Object, MaterializedRow> statistics(String relation) {
        return runner().execute("SHOW STATS FOR " + relation).getMaterializedRows().stream()
                .collect(Collectors.toMap(row -> row.getField(0) == null ? "" : row.getField(0), row -> row));
    }

    private static String range(Map<Object, MaterializedRow> statistics, String column) {
        return statistics.get(column).getField(5) + " to " + statistics.get(column).getField(6);
    }

    /** Of histograms, and of values so common that these leave them out; infinite ones are none. */
    @Test
    void rangesAndExpressionsAreEstimated() {
        PostgreSqlQueryRunner.execute(postgres, """
                CREATE TABLE tpch.ranged AS SELECT i AS id, i % 7 AS few, date '2020-01-01' + i % 100 AS d,
                    timestamp '2020-01-01' + i * interval '1 hour' AS t, timestamptz '2020-01-01 UTC' + i * interval '24 hours' AS z,
                    ((i - 500) * 0.5)::numeric(9, 1) AS n, CASE WHEN i % 50 = 0 THEN 'NaN' ELSE i / 4.0 END::real AS r,
                    CASE WHEN i % 10 = 0 THEN 'infinity' WHEN i % 10 = 1 THEN '-infinity' ELSE date '0044-03-15' + i END AS odd,
                    CASE WHEN i = 1 THEN 10::numeric ^ 500 ELSE i END::numeric(600, 0) AS vast, md5(i::text) AS v
                FROM generate_series(1, 1000) i;
                CREATE INDEX ON tpch.ranged (date_trunc('month', t));
                CREATE STATISTICS tpch.halves ON (few + 1), abs(few) FROM tpch.ranged;
                ANALYZE tpch.ranged""");
        Map<Object, MaterializedRow> stats = statistics("ranged");
        assertThat(range(stats, "id")).isEqualTo("1 to 1000");
        assertThat(range(stats, "few")).isEqualTo("0 to 6");
        assertThat(range(stats, "d")).isEqualTo("2020-01-01 to 2020-04-09");
        assertThat(range(stats, "t")).isEqualTo("2020-01-01 01:00:00.000000 to 2020-02-11 16:00:00.000000");
        assertThat(range(stats, "z")).startsWith("2020-01-02 00:00:00.000").contains(" to 2022-09-27 00:00:00.000");
        assertThat(range(stats, "n")).isEqualTo("-249.5 to 250.0");
        assertThat(range(stats, "r")).isEqualTo("0.25 to 249.75");
        assertThat(range(stats, "odd")).isEqualTo("0044-03-17 to 0046-12-09");
        assertThat(range(stats, "vast")).isEqualTo("null to null");
        assertThat(range(stats, "v")).isEqualTo("null to null");
        assertThat((double) statistics("(SELECT id FROM ranged WHERE id <= 250)").get("").getField(4))
                .isBetween(240.0, 260.0);
        assertThat(statistics("(SELECT date_trunc('month', t) e FROM ranged)").get("e").getField(2)).isEqualTo(2.0);
        assertThat(statistics("(SELECT abs(few) e FROM ranged)").get("e").getField(2)).isEqualTo(7.0);
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
