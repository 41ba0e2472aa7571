package io.blueshift.connector.postgresql;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.Session;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.CATALOG;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What PostgreSQL is asked, as EXPLAIN shows it, and that the rows are the same as when it is asked nothing. The
 * predicates are in {@code predicates/corpus.txt}.
 */
@TestInstance(PER_CLASS)
class PostgreSqlPushdownTest {
    private static final String NOTHING = "nothing";

    private EmbeddedPostgres postgres;
    private QueryRunner runner;

    /** A predicate, and what it becomes. */
    record Case(String predicate, String asked) {
        @Override
        public String toString() {
            return predicate;
        }
    }

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
        execute(postgres, resource("predicates/schema.sql"));
    }

    @AfterAll
    void stop() {
        runner.close();
        postgres.close();
    }

    static Stream<Case> corpus() throws IOException {
        return resource("predicates/corpus.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Splitter.on("=> ").splitToList(line))
                .map(parts -> new Case(parts.get(0).strip(), parts.get(1)));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void rowsAreTheSame(Case example) {
        String query = "SELECT id FROM corpus WHERE " + example.predicate();
        assertThat(ids(runner.getDefaultSession(), query)).isEqualTo(ids(without("predicate_pushdown"), query));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void sourceIsAsked(Case example) {
        String asked = asked(runner.getDefaultSession(), "SELECT id FROM corpus WHERE " + example.predicate());
        if (example.asked().equals(NOTHING)) {
            assertThat(asked).doesNotContain(" WHERE ");
        } else {
            assertThat(asked).contains(" WHERE ").contains(example.asked().strip());
        }
        assertThat(asked(without("predicate_pushdown"), "SELECT id FROM corpus WHERE " + example.predicate()))
                .doesNotContain(" WHERE ");
    }

    @Test
    void explainSaysWhyAPredicateStays() {
        assertThat(asked(runner.getDefaultSession(), "SELECT id FROM corpus WHERE c_char > CHAR 'a' AND big = 1"))
                .contains("WHERE \"big\" = 1 -- stays with the engine: c_char: ranges of padded text");
    }

    @Test
    void onlyNeededColumnsAreRead() {
        assertThat(asked(runner.getDefaultSession(), "SELECT en_text, id FROM corpus"))
                .contains("SELECT \"id\", \"en_text\" FROM");
        assertThat(asked(runner.getDefaultSession(), "SELECT count(*) FROM corpus")).contains("SELECT 1 FROM");
        assertThat(runner.execute("SELECT count(*) FROM corpus").getOnlyValue()).isEqualTo(45L);
    }

    @Test
    void limitFollowsAnExactFilterOnly() {
        Session session = runner.getDefaultSession();
        assertThat(asked(session, "SELECT id FROM corpus WHERE en_text > 'a' LIMIT 3")).contains("LIMIT 3");
        assertThat(runner.execute("SELECT id FROM corpus WHERE en_text > 'a' LIMIT 3").getRowCount()).isEqualTo(3);
        assertThat(asked(session, "SELECT id FROM corpus WHERE c_char > CHAR 'a' LIMIT 3")).doesNotContain("LIMIT 3");
        assertThat(runner.execute("SELECT id FROM corpus WHERE c_char > CHAR 'a' LIMIT 3").getRowCount()).isEqualTo(3);
        assertThat(asked(without("limit_pushdown"), "SELECT id FROM corpus LIMIT 3")).doesNotContain("LIMIT 3");
    }

    @Test
    void aFilterOverALimitSeesTheLimitedRows() {
        assertThat(asked(runner.getDefaultSession(), "SELECT id FROM (SELECT * FROM corpus LIMIT 5) WHERE big > 3"))
                .contains("LIMIT 5").doesNotContain(" WHERE ");
    }

    @Test
    void longListsAreSentAsTheirRange() {
        String values = IntStream.range(0, 400).mapToObj(i -> Integer.toString(i * 3))
                .collect(Collectors.joining(", "));
        String query = "SELECT id FROM corpus WHERE id IN (" + values + ")";
        assertThat(asked(runner.getDefaultSession(), query)).contains("\"id\" >= 0 AND \"id\" <= 1197")
                .contains("id: more than 256 values, sent as their range");
        assertThat(ids(runner.getDefaultSession(), query)).isEqualTo(ids(without("predicate_pushdown"), query));
    }

    @Test
    void statisticsReachTheOptimiser() {
        execute(postgres, "ANALYZE tpch.corpus");
        List<MaterializedRow> stats = runner.execute("SHOW STATS FOR corpus").getMaterializedRows();
        MaterializedRow total = stats.stream().filter(row -> row.getField(0) == null).findFirst().orElseThrow();
        assertThat(total.getField(4)).isEqualTo(45.0);
        MaterializedRow flag = stats.stream().filter(row -> "flag".equals(row.getField(0))).findFirst().orElseThrow();
        assertThat(flag.getField(2)).isEqualTo(2.0);
        assertThat((double) flag.getField(3)).isBetween(0.13, 0.14);
    }

    private List<Object> ids(Session session, String query) {
        return runner.execute(session, query).getMaterializedRows().stream().map(row -> row.getField(0)).sorted()
                .toList();
    }

    /** The remote SQL in the plan; where the engine knows that no row matches there is no scan, which is fine too. */
    private String asked(Session session, String query) {
        return (String) runner.execute(session, "EXPLAIN " + query).getOnlyValue();
    }

    private Session without(String property) {
        return Session.builder(runner.getDefaultSession()).setCatalogSessionProperty(CATALOG, property, "false")
                .build();
    }

    private static String resource(String name) throws IOException {
        return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
    }
}
