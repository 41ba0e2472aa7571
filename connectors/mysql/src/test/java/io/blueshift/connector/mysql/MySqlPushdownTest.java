package io.blueshift.connector.mysql;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.blueshift.embedded.EmbeddedMySql;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What MySQL is asked, as EXPLAIN shows it, and that the rows are those that the engine alone would choose. The
 * predicates are in {@code predicates/corpus.txt}.
 */
@TestInstance(PER_CLASS)
final class MySqlPushdownTest {
    private static final String NOTHING = "nothing";

    private final Map<Case, List<Object>> expected = new HashMap<>();
    private EmbeddedMySql mysql;
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
        mysql = EmbeddedMySql.start();
        runner = MySqlQueryRunner.create(mysql);
        MySqlQueryRunner.execute(mysql, resource("predicates/schema.sql").split("\n(?=\\S)"));
        // All predicates at once, in the select list, where nothing is pushed
        List<Case> cases = corpus().toList();
        String truths = cases.stream().map(Case::predicate).collect(Collectors.joining("), (", "(", ")"));
        List<MaterializedRow> rows = runner.execute("SELECT id, " + truths + " FROM corpus").getMaterializedRows();
        for (int i = 0; i < cases.size(); i++) {
            List<Object> ids = new ArrayList<>();
            for (MaterializedRow row : rows) {
                if (Boolean.TRUE.equals(row.getField(i + 1))) {
                    ids.add(row.getField(0));
                }
            }
            expected.put(cases.get(i), ids.stream().sorted().toList());
        }
    }

    @AfterAll
    void stop() {
        runner.close();
        mysql.close();
    }

    static Stream<Case> corpus() throws IOException {
        return resource("predicates/corpus.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Splitter.on(" => ").splitToList(line))
                .map(parts -> new Case(parts.get(0).strip(), parts.get(1).strip()));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void rowsAreTheEnginesAndTheSourceIsAsked(Case example) {
        String query = "SELECT id FROM corpus WHERE " + example.predicate();
        String asked = asked(runner.getDefaultSession(), query);
        if (example.asked().equals(NOTHING)) {
            assertThat(asked).doesNotContain(" WHERE ");
        } else {
            assertThat(asked).contains(" WHERE ").contains(example.asked());
        }
        assertThat(ids(runner.getDefaultSession(), query)).isEqualTo(expected.get(example));
    }

    @Test
    void pushdownCanBeSwitchedOff() {
        String query = "SELECT id FROM corpus WHERE bin > 'a' AND big > 0 AND ai_ci = 'b'";
        assertThat(asked(without("predicate_pushdown"), query)).doesNotContain(" WHERE ");
        assertThat(ids(without("predicate_pushdown"), query)).isEqualTo(ids(runner.getDefaultSession(), query))
                .hasSize(1);
    }

    @Test
    void explainSaysWhyAPredicateStays() {
        assertThat(asked(runner.getDefaultSession(), "SELECT id FROM corpus WHERE c > CHAR 'a' AND big = 1"))
                .contains("WHERE `big` = 1 -- stays with the engine: c: ranges of padded text");
    }

    @Test
    void onlyNeededColumnsAreRead() {
        assertThat(asked(runner.getDefaultSession(), "SELECT ai_ci, id FROM corpus"))
                .contains("SELECT `id`, `ai_ci` FROM");
        assertThat(asked(runner.getDefaultSession(), "SELECT count(*) FROM corpus")).contains("SELECT 1 FROM");
        assertThat(runner.execute("SELECT count(*) FROM corpus").getOnlyValue()).isEqualTo(45L);
    }

    @Test
    void limitFollowsAnExactFilterOnly() {
        Session session = runner.getDefaultSession();
        assertThat(asked(session, "SELECT id FROM corpus WHERE ai_ci > 'a' LIMIT 3")).contains("LIMIT 3");
        assertThat(runner.execute("SELECT id FROM corpus WHERE ai_ci > 'a' LIMIT 3").getRowCount()).isEqualTo(3);
        assertThat(asked(session, "SELECT id FROM corpus WHERE c = 'a' LIMIT 3")).doesNotContain("= 'a' LIMIT 3");
        assertThat(asked(without("limit_pushdown"), "SELECT id FROM corpus LIMIT 3"))
                .doesNotContain("`corpus` LIMIT 3");
    }

    @Test
    void longListsAreSentAsTheirRange() {
        String values = IntStream.range(0, 400).mapToObj(i -> Integer.toString(i * 3))
                .collect(Collectors.joining(", "));
        String query = "SELECT id FROM corpus WHERE id IN (" + values + ")";
        assertThat(asked(runner.getDefaultSession(), query)).contains("`id` >= 0 AND `id` <= 1197");
        assertThat(ids(runner.getDefaultSession(), query)).isEqualTo(ids(without("predicate_pushdown"), query));
    }

    @Test
    void statisticsReachTheOptimiser() {
        MySqlQueryRunner.execute(mysql, "ANALYZE TABLE tpch.corpus");
        List<MaterializedRow> stats = runner.execute("SHOW STATS FOR corpus").getMaterializedRows();
        MaterializedRow total = stats.stream().filter(row -> row.getField(0) == null).findFirst().orElseThrow();
        assertThat(total.getField(4)).isEqualTo(45.0);
        MaterializedRow id = stats.stream().filter(row -> "id".equals(row.getField(0))).findFirst().orElseThrow();
        assertThat(id.getField(2)).isEqualTo(45.0);
        assertThat(id.getField(3)).isEqualTo(0.0);
    }

    private List<Object> ids(Session session, String query) {
        return runner.execute(session, query).getMaterializedRows().stream().map(row -> row.getField(0)).sorted()
                .toList();
    }

    private String asked(Session session, String query) {
        return (String) runner.execute(session, "EXPLAIN " + query).getOnlyValue();
    }

    private Session without(String property) {
        return Session.builder(runner.getDefaultSession())
                .setCatalogSessionProperty(MySqlQueryRunner.CATALOG, property, "false").build();
    }

    private static String resource(String name) throws IOException {
        return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
    }
}
