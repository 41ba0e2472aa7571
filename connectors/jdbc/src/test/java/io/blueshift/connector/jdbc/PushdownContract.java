package io.blueshift.connector.jdbc;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import com.google.common.io.Resources;
import io.trino.Session;
import io.trino.spi.StandardErrorCode;
import io.trino.sql.planner.plan.TableScanNode;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import io.trino.testing.QueryRunner.MaterializedResultWithPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.trino.spi.StandardErrorCode.DIVISION_BY_ZERO;
import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;
import static io.trino.sql.planner.optimizations.PlanNodeSearcher.searchFrom;
import static io.trino.testing.assertions.TrinoExceptionAssert.assertTrinoExceptionThrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What a source is asked, as EXPLAIN shows it, and that the rows are those that the engine alone would choose. Each source
 * has its own table {@code corpus} of {@value #ROWS} rows ({@code predicates/schema.sql}) and predicates on it
 * ({@code predicates/corpus.txt}).
 */
@TestInstance(PER_CLASS)
public abstract class PushdownContract {
    private static final String NOTHING = "nothing";
    private static final String STAYS = "stays:";
    private static final Pattern REMOTE = Pattern.compile("SELECT .*?(?= -- stays with the engine|]\\n)");
    private static final Pattern GROUPED_OR_ORDERED = Pattern.compile(" GROUP BY | ORDER BY |(count|sum|min|max)\\(");
    private static final Pattern ENGINES_JOIN = Pattern.compile("(Inner|Left|Right|Full|Cross|Semi)Join");
    private static final Pattern AGGREGATE = Pattern.compile(
            "(count|sum|avg|min|max|count_if|bool_and|bool_or|every|stddev|var_pop|corr|covar_pop|regr_slope"
                    + "|approx_distinct|min_by)\\([^()]*(\\([^()]*\\)[^()]*)*\\)");
    /** Of a document, in the query's own words. */
    private static final Pattern PATH = Pattern.compile("'\\$[^']*'");
    private static final long ROWS = 45;
    /** Cases in one statement where it need not be one each: planning takes most of a statement's time. */
    private static final int TOGETHER = 12;

    /** For each predicate its truths by the row's id, as the engine alone finds them. */
    private final Map<Case, Map<Object, Object>> truths = new LinkedHashMap<>();
    private final Map<Case, Answered> answered = new HashMap<>();
    private final String quote;
    private final String exactText;
    private final String paddedText;
    private QueryRunner runner;

    /** A predicate, and what it becomes. */
    record Case(String predicate, String asked) {
        @Override
        public String toString() {
            return predicate;
        }
    }

    /**
     * What one run of a query gave.
     *
     * @param ids of its rows, in order
     * @param asked what its scans asked the source, with the reasons for what stayed
     */
    private record Answered(List<Object> ids, String asked) {}

    /**
     * @param quote the source's quotation mark for names
     * @param exactText a column of text whose ranges the source can be asked for
     * @param paddedText a column of type CHAR whose ranges it cannot
     */
    protected PushdownContract(String quote, String exactText, String paddedText) {
        this.quote = quote;
        this.exactText = exactText;
        this.paddedText = paddedText;
    }

    /** Starts the source with the table, and an engine with a catalog over it. */
    protected abstract QueryRunner start() throws Exception;

    protected abstract void stopSource();

    /** Has the source gather statistics on the table. */
    protected abstract void analyze();

    protected QueryRunner runner() {
        return runner;
    }

    @BeforeAll
    void startAll() throws Exception {
        runner = start();
        // All predicates at once, in the select list, where nothing is pushed
        List<Case> cases = corpus().toList();
        String all = cases.stream().map(Case::predicate).collect(Collectors.joining("), (", "(", ")"));
        String every = "SELECT id, " + all + " FROM corpus";
        List<MaterializedRow> rows = runner.execute(without("projection_pushdown"), every).getMaterializedRows();
        for (int i = 0; i < cases.size(); i++) {
            Map<Object, Object> ofRows = new HashMap<>();
            for (MaterializedRow row : rows) {
                ofRows.put(row.getField(0), row.getField(i + 1));
            }
            truths.put(cases.get(i), ofRows);
        }
    }

    private List<Object> expected(Case example) {
        return truths.get(example).entrySet().stream().filter(row -> Boolean.TRUE.equals(row.getValue()))
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** Runs a predicate's query once for all tests. */
    private synchronized Answered answered(Case example) {
        return answered.computeIfAbsent(example, _ -> {
            MaterializedResultWithPlan run = runner.executeWithPlan(runner.getDefaultSession(),
                    selecting(example).predicate());
            String asked = searchFrom(run.queryPlan().orElseThrow().getRoot()).where(TableScanNode.class::isInstance)
                    .findAll().stream()
                    .map(scan -> ((JdbcTableHandle) ((TableScanNode) scan).getTable().connectorHandle()).asked())
                    .collect(Collectors.joining("\n"));
            return new Answered(ids(run.result()), asked);
        });
    }

    @AfterAll
    void stopAll() {
        runner.close();
        stopSource();
    }

    static Stream<Case> corpus() throws IOException {
        return cases("predicates/corpus.txt");
    }

    private static Stream<Case> cases(String file) throws IOException {
        return resource(file).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Splitter.on("=> ").limit(2).splitToList(line))
                .map(parts -> new Case(parts.get(0).strip(), parts.get(1).strip()));
    }

    /** What the documentation promises of the files. */
    @Test
    void theCorpusIsLarge() throws IOException {
        assertThat(corpus().map(Case::predicate).distinct().count()).isGreaterThanOrEqualTo(150);
        assertThat(shapes().flatMap(example -> AGGREGATE.matcher(example.predicate()).results())
                .map(MatchResult::group).distinct().count()).isGreaterThanOrEqualTo(25);
        assertThat(joins().map(Case::predicate).distinct().count()).isGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void rowsAreTheEngines(Case example) {
        assertThat(answered(example).ids()).isEqualTo(expected(example));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void theSourceIsAsked(Case example) {
        if (example.asked().equals(NOTHING)) {
            assertThat(answered(example).asked()).doesNotContain(" WHERE ");
        } else {
            assertThat(answered(example).asked()).contains(" WHERE ").contains(example.asked());
        }
        assertInUsersWords(answered(example).asked());
    }

    @Test
    void withoutPushdownTheSourceIsNotAskedAndRowsAreTheSame() {
        Session engine = without("predicate_pushdown");
        for (List<Case> some : Lists.partition(List.copyOf(truths.keySet()), TOGETHER)) {
            String query = IntStream.range(0, some.size())
                    .mapToObj(i -> "SELECT " + i + ", id FROM corpus WHERE " + some.get(i).predicate())
                    .collect(Collectors.joining(" UNION ALL "));
            assertThat(asked(engine, query)).doesNotContain(" WHERE ");
            List<MaterializedRow> rows = runner.execute(engine, query).getMaterializedRows();
            for (int i = 0; i < some.size(); i++) {
                Integer number = i;
                assertThat(rows.stream().filter(row -> number.equals(row.getField(0))).map(row -> row.getField(1))
                        .sorted()).as("%s", some.get(i)).containsExactlyElementsOf(expected(some.get(i)));
            }
        }
    }

    /** As values in a select list, which are computed there as well. */
    @Test
    void truthsAreTheEngines() {
        for (List<Case> some : Lists.partition(List.copyOf(truths.keySet()), TOGETHER)) {
            String query = some.stream().map(Case::predicate)
                    .collect(Collectors.joining("), (", "SELECT id, (", ") FROM corpus"));
            for (MaterializedRow row : runner.execute(query).getMaterializedRows()) {
                for (int i = 0; i < some.size(); i++) {
                    assertThat(row.getField(i + 1)).as("%s of row %s", some.get(i), row.getField(0))
                            .isEqualTo(truths.get(some.get(i)).get(row.getField(0)));
                }
            }
        }
    }

    @Test
    void whatFailsFailsAlike() {
        Map<String, StandardErrorCode> queries = Map.of("SELECT id FROM corpus WHERE big + 1 > 5",
                NUMERIC_VALUE_OUT_OF_RANGE, "SELECT id FROM corpus WHERE -big < 5", NUMERIC_VALUE_OUT_OF_RANGE,
                "SELECT sum(big + 1) FROM corpus", NUMERIC_VALUE_OUT_OF_RANGE,
                "SELECT big - 1, count(*) FROM corpus GROUP BY big - 1", NUMERIC_VALUE_OUT_OF_RANGE,
                "SELECT id FROM corpus WHERE 10 / id > 1 OR 10 % (id - id) = 1", DIVISION_BY_ZERO,
                "SELECT sum(7 % (id - 3)) FROM corpus", DIVISION_BY_ZERO,
                "SELECT k FROM wide WHERE round(d, -1) > 0", NUMERIC_VALUE_OUT_OF_RANGE);
        queries.forEach((query, code) -> {
            for (Session session : List.of(runner.getDefaultSession(),
                    without("aggregation_pushdown", "projection_pushdown", "predicate_pushdown"))) {
                assertTrinoExceptionThrownBy(() -> runner.execute(session, query)).hasErrorCode(code);
            }
        });
    }

    private static void assertInUsersWords(String plan) {
        assertThat(plan.lines()
                .filter(line -> line.contains("stays with the engine"))
                // What the engine itself says of what it does follows
                .map(line -> line.substring(line.indexOf("stays with the engine")).split(", filterPredicate")[0]))
                .map(line -> PATH.matcher(line).replaceAll("")).noneMatch(reason -> reason.contains("$"));
    }

    private static Case selecting(Case example) {
        return new Case("SELECT id FROM corpus WHERE " + example.predicate(), example.asked());
    }

    static Stream<Case> shapes() throws IOException {
        return cases("predicates/shapes.txt");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void groupsAndOrdersAreTheEngines(Case example) {
        MaterializedResult pushed = runner.execute(example.predicate());
        MaterializedResult engines = runner.execute(
                without("aggregation_pushdown", "topn_pushdown", "projection_pushdown", "predicate_pushdown"),
                example.predicate());
        assertThat(pushed.getTypes()).isEqualTo(engines.getTypes());
        if (example.predicate().contains("ORDER BY")) {
            assertThat(pushed.getMaterializedRows()).containsExactlyElementsOf(engines.getMaterializedRows());
        } else {
            assertThat(pushed.getMaterializedRows())
                    .containsExactlyInAnyOrderElementsOf(engines.getMaterializedRows());
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theSourceGroupsAndOrders(Case example) {
        String plan = asked(example.predicate());
        assertInUsersWords(plan);
        if (example.asked().startsWith(STAYS)) {
            assertThat(plan).contains(example.asked().substring(STAYS.length()).strip());
            assertThat(remote(plan)).doesNotContainPattern(GROUPED_OR_ORDERED);
        } else {
            assertThat(remote(plan)).contains(example.asked());
            assertThat(plan).doesNotContain("Aggregate[").doesNotContain("TopN");
        }
        assertThat(remote(asked(without("aggregation_pushdown", "topn_pushdown"), example.predicate())))
                .doesNotContainPattern(GROUPED_OR_ORDERED);
    }

    static Stream<Case> joins() throws IOException {
        return cases("predicates/joins.txt");
    }

    @ParameterizedTest
    @MethodSource("joins")
    void joinedRowsAreTheEngines(Case example) {
        MaterializedResult pushed = runner.execute(joining("ALWAYS"), example.predicate());
        MaterializedResult engines = runner.execute(joining("NEVER"), example.predicate());
        assertThat(pushed.getTypes()).isEqualTo(engines.getTypes());
        assertThat(pushed.getMaterializedRows()).containsExactlyInAnyOrderElementsOf(engines.getMaterializedRows());
    }

    @ParameterizedTest
    @MethodSource("joins")
    void theSourceJoins(Case example) {
        String plan = asked(joining("ALWAYS"), example.predicate());
        if (example.asked().startsWith(STAYS)) {
            assertThat(plan).contains(example.asked().substring(STAYS.length()).strip()).containsPattern(ENGINES_JOIN);
        } else {
            assertThat(remote(plan)).as(plan).contains(example.asked());
            assertThat(plan).doesNotContainPattern(ENGINES_JOIN);
        }
        assertThat(remote(asked(joining("NEVER"), example.predicate()))).doesNotContain(" JOIN ");
    }

    /** Of 100 rows each: {@code few} has a key and 100 values, {@code many} 2 values and no key. */
    @Test
    void joinsThatWouldReturnMoreStay() {
        String multiplying = "SELECT a.id, b.id FROM many a JOIN many b ON a.v = b.v";
        String keyed = "SELECT a.id, b.id FROM many a JOIN few b ON a.id = b.id";
        assertThat(asked(multiplying)).containsPattern(ENGINES_JOIN)
                .contains("join of many with many: too little is known of the tables, and it is not on a unique key");
        assertThat(remote(asked(keyed))).contains(" JOIN ");
        analyzeJoined();
        assertThat(asked(multiplying)).containsPattern(ENGINES_JOIN).containsPattern(
                "join of many with many: its result is estimated at [1-9][0-9]{3} rows of [0-9]+ bytes, more than its"
                        + " sides together: 100 rows of [0-9]+ bytes and 100 rows of [0-9]+ bytes");
        assertThat(remote(asked(joining("ALWAYS"), multiplying))).contains(" JOIN ");
        assertThat(remote(asked(keyed))).contains(" JOIN ");
        assertThat(asked(keyed)).containsPattern("TableScan\\[[^\n]+ JOIN (?s).*Estimates: \\{rows: 100 ");
        assertThat(remote(asked(joining("NEVER"), keyed))).doesNotContain(" JOIN ");
    }

    protected Session joining(String strategy) {
        Session session = runner.getDefaultSession();
        return Session.builder(session).setCatalogSessionProperty(session.getCatalog().orElseThrow(), "join_pushdown",
                strategy).build();
    }

    /** The statements in a plan, without what is said of them. */
    private static String remote(String plan) {
        return REMOTE.matcher(plan).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    }

    @Test
    void sumsThatOverflowAreTheEnginesError() {
        for (String query : List.of("SELECT sum(big) FROM corpus WHERE big > 0", "SELECT sum(d) FROM wide")) {
            assertThat(asked(query)).contains("sum(");
            for (Session session : List.of(runner.getDefaultSession(), without("aggregation_pushdown"))) {
                assertTrinoExceptionThrownBy(() -> runner.execute(session, query))
                        .hasErrorCode(NUMERIC_VALUE_OUT_OF_RANGE);
            }
        }
    }

    @Test
    void explainSaysWhyAPredicateStays() {
        assertThat(asked("SELECT id FROM corpus WHERE " + paddedText + " > CHAR 'a' AND big = 1"))
                .contains("WHERE " + quoted("big") + " = 1 -- stays with the engine: " + paddedText
                        + ": ranges of padded text");
    }

    @Test
    void onlyNeededColumnsAreRead() {
        assertThat(asked("SELECT " + exactText + ", id FROM corpus"))
                .contains("SELECT " + quoted("id") + ", " + quoted(exactText) + " FROM");
        assertThat(asked(without("aggregation_pushdown"), "SELECT count(*) FROM corpus")).contains("SELECT 1 FROM");
        assertThat(runner.execute("SELECT count(*) FROM corpus").getOnlyValue()).isEqualTo(ROWS);
    }

    @Test
    void limitFollowsAnExactFilterOnly() {
        String exact = "SELECT id FROM corpus WHERE " + exactText + " > 'a' LIMIT 3";
        assertThat(asked(exact)).contains("LIMIT 3");
        assertThat(runner.execute(exact).getRowCount()).isEqualTo(3);
        String padded = "SELECT id FROM corpus WHERE " + paddedText + " > CHAR 'a' LIMIT 3";
        assertThat(asked(padded)).doesNotContain("LIMIT 3");
        assertThat(runner.execute(padded).getRowCount()).isEqualTo(3);
        assertThat(asked(without("limit_pushdown"), "SELECT id FROM corpus LIMIT 3")).doesNotContain("LIMIT 3");
    }

    @Test
    void aFilterOverALimitSeesTheLimitedRows() {
        assertThat(asked("SELECT id FROM (SELECT * FROM corpus LIMIT 5) WHERE big > 3"))
                .contains("LIMIT 5").doesNotContain(" WHERE ");
    }

    @Test
    void longListsAreSentAsTheirRange() {
        String values = IntStream.range(0, 400).mapToObj(i -> Integer.toString(i * 3))
                .collect(Collectors.joining(", "));
        String query = "SELECT id FROM corpus WHERE id IN (" + values + ")";
        assertThat(asked(query)).contains(quoted("id") + " >= 0 AND " + quoted("id") + " <= 1197")
                .contains("id: more than 256 values, sent as their range");
        assertThat(ids(runner.getDefaultSession(), query)).isEqualTo(ids(without("predicate_pushdown"), query));
    }

    @Test
    void statisticsReachTheOptimiser() {
        analyze();
        List<MaterializedRow> stats = runner.execute("SHOW STATS FOR corpus").getMaterializedRows();
        MaterializedRow total = stats.stream().filter(row -> row.getField(0) == null).findFirst().orElseThrow();
        assertThat(total.getField(4)).isEqualTo((double) ROWS);
        assertStatistics(stats.stream().filter(row -> row.getField(0) != null)
                .collect(Collectors.toMap(row -> (String) row.getField(0), row -> row)));
    }

    /** Has the source gather statistics on {@code few} and {@code many}, with the values of columns. */
    protected abstract void analyzeJoined();

    /** What the source knows of its columns; fields as in SHOW STATS. */
    protected abstract void assertStatistics(Map<String, MaterializedRow> columns);

    protected List<Object> ids(Session session, String query) {
        return ids(runner.execute(session, query));
    }

    private static List<Object> ids(MaterializedResult result) {
        return result.getMaterializedRows().stream().map(row -> row.getField(0)).sorted().toList();
    }

    protected String asked(String query) {
        return asked(runner.getDefaultSession(), query);
    }

    /** The plan with the remote SQL; where the engine knows that no row matches there is no scan, which is fine too. */
    protected String asked(Session session, String query) {
        return (String) runner.execute(session, "EXPLAIN " + query).getOnlyValue();
    }

    protected Session without(String... properties) {
        Session session = runner.getDefaultSession();
        Session.SessionBuilder builder = Session.builder(session);
        for (String property : properties) {
            builder.setCatalogSessionProperty(session.getCatalog().orElseThrow(), property, "false");
        }
        return builder.build();
    }

    private String quoted(String name) {
        return quote + name + quote;
    }

    /** A file of the test's own module. */
    protected static String resource(String name) throws IOException {
        return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
    }
}
