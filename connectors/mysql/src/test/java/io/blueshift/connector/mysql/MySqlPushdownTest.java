package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.PushdownContract;
import io.blueshift.embedded.EmbeddedMySql;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What MySQL is asked. */
final class MySqlPushdownTest extends PushdownContract {
    private EmbeddedMySql mysql;

    MySqlPushdownTest() {
        super("`", "ai_ci", "c");
    }

    @Override
    protected QueryRunner start() throws Exception {
        mysql = EmbeddedMySql.start();
        QueryRunner runner = MySqlQueryRunner.create(mysql);
        MySqlQueryRunner.execute(mysql, resource("predicates/schema.sql").split("\n(?=\\S)"));
        return runner;
    }

    @Override
    protected void stopSource() {
        mysql.close();
    }

    @Override
    protected void analyze() {
        MySqlQueryRunner.execute(mysql, "ANALYZE TABLE tpch.corpus");
    }

    @Override
    protected void analyzeJoined() {
        MySqlQueryRunner.execute(mysql, "ANALYZE TABLE tpch.few, tpch.many",
                "ANALYZE TABLE tpch.many UPDATE HISTOGRAM ON id, v WITH 10 BUCKETS");
    }

    @Override
    protected void assertStatistics(Map<String, MaterializedRow> columns) {
        assertThat(columns.get("id").getField(2)).isEqualTo(45.0);
        assertThat(columns.get("id").getField(3)).isEqualTo(0.0);
    }

    @Test
    void pushdownCanBeSwitchedOff() {
        String query = "SELECT id FROM corpus WHERE bin > 'a' AND big > 0 AND ai_ci = 'b'";
        assertThat(asked(without("predicate_pushdown"), query)).doesNotContain(" WHERE ");
        assertThat(ids(without("predicate_pushdown"), query)).isEqualTo(ids(runner().getDefaultSession(), query))
                .hasSize(1);
    }

    /** MySQL's equality ignores trailing blanks: the rows are checked again, and may be too few. */
    @Test
    void limitStaysAboveALooseEquality() {
        assertThat(asked("SELECT id FROM corpus WHERE c = 'a' LIMIT 3")).doesNotContain("= 'a' LIMIT 3");
    }

    /** MySQL's IS NULL finds zero dates in a column that is NOT NULL, and a DELETE would delete their rows. */
    @Test
    void zeroDatesAreNotNull() {
        MySqlQueryRunner.execute(mysql,
                "CREATE TABLE tpch.zero (id int PRIMARY KEY, d date NOT NULL, t datetime NOT NULL)",
                "INSERT IGNORE INTO tpch.zero VALUES (1, '0000-00-00', '0000-00-00 00:00:00')");
        assertThat(asked("SELECT id FROM zero WHERE d IS NULL")).contains("WHERE `d` <=> NULL");
        assertThat(runner().execute("SELECT id FROM zero WHERE d IS NULL OR t IS NULL").getRowCount()).isZero();
        assertThat(runner().execute("DELETE FROM zero WHERE d IS NULL").getUpdateCount()).hasValue(0);
    }

    /** Their digits below a microsecond are no part of what MySQL could be asked about. */
    @Test
    void keysFinerThanTheSourcesAreNotSent() {
        assertThat(runner().execute("SELECT id FROM corpus JOIN (SELECT CAST(ts AS timestamp(9)) AS k FROM corpus WHERE"
                + " id = 1 UNION ALL SELECT TIMESTAMP '2010-04-04 02:37:00.123000001' FROM corpus WHERE id = 2) ON ts = k")
                .getMaterializedRows()).extracting(row -> row.getField(0)).containsExactly(1);
    }

    @Test
    void histogramsSayHowManyValuesThereAre() {
        MySqlQueryRunner.execute(mysql, "ANALYZE TABLE tpch.corpus",
                "ANALYZE TABLE tpch.corpus UPDATE HISTOGRAM ON big WITH 4 BUCKETS",
                "ANALYZE TABLE tpch.corpus UPDATE HISTOGRAM ON b WITH 4 BUCKETS",
                "ANALYZE TABLE tpch.corpus UPDATE HISTOGRAM ON dt, ts, `dec`, e, bin WITH 8 BUCKETS",
                "ANALYZE TABLE tpch.corpus UPDATE HISTOGRAM ON y, d WITH 100 BUCKETS");
        Map<Object, MaterializedRow> stats = runner().execute("SHOW STATS FOR corpus").getMaterializedRows().stream()
                .filter(row -> row.getField(0) != null)
                .collect(Collectors.toMap(row -> row.getField(0), row -> row));
        assertThat((double) stats.get("big").getField(2)).isBetween(40.0, 45.0);
        assertThat((double) stats.get("big").getField(3)).isBetween(0.02, 0.03);
        assertThat(stats.get("b").getField(2)).isEqualTo(2.0);
        assertThat(range(stats, "big")).isEqualTo("-9223372036854775808 to 9223372036854775807");
        assertThat(range(stats, "dt")).isEqualTo("0500-06-07 to 9999-12-31");
        assertThat(range(stats, "ts")).isEqualTo("0999-12-31 23:59:59.000 to 9999-12-31 23:59:59.999");
        assertThat(range(stats, "dec")).isEqualTo("-9.999999999E7 to 9.999999999E7");
        assertThat(range(stats, "y")).isEqualTo("0 to 2155");
        assertThat(range(stats, "d")).isEqualTo("-1.7976931348623157E308 to 1.7976931348623157E308");
        for (String column : List.of("e", "bin", "b", "tz")) {
            assertThat(range(stats, column)).as(column).isEqualTo("null to null");
        }
    }

    private static String range(Map<Object, MaterializedRow> statistics, String column) {
        return statistics.get(column).getField(5) + " to " + statistics.get(column).getField(6);
    }
}
