package io.blueshift.connector.jdbc.fuzz;

import io.trino.Session;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries over random tables, joined or not, give the same rows with pushdown and without, and, where they are
 * written in what the source's SQL and the engine's share, when the source is asked directly. Without properties a
 * short run that is the same each time; {@code ./blueshift fuzz --sources} sets {@code blueshift.fuzz.seconds} and
 * {@code blueshift.fuzz.seed}. A query that fails without pushdown may succeed with it, as the source leaves rows out
 * before they are computed on; never the other way round. In every other round all rows come by the driver's results
 * where nothing is pushed, so that both ways of reading are compared too.
 */
public abstract class PushdownFuzzContract {
    private static final int ROUNDS = 2;
    private static final int QUERIES_PER_ROUND = 80;
    /** The first table is joined with one other at most. */
    private static final int TABLES = 4;
    private static final int JOINED_ROWS_MAX = 25;
    private static final List<String> KINDS = List.of("predicate_pushdown", "projection_pushdown",
            "aggregation_pushdown", "topn_pushdown", "limit_pushdown");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> finds = new ArrayList<>();
    private QueryRunner runner;
    private Connection connection;
    private Map<String, String> spellings;

    /** Starts the source and an engine whose session's catalog and schema are its. */
    protected abstract QueryRunner start() throws Exception;

    protected abstract void stopSource();

    /** Runs statements in the source itself. */
    protected abstract void execute(List<String> statements);

    /** In which tables without a schema are those of the engine's session. */
    protected abstract Connection connect() throws SQLException;

    protected abstract List<FuzzColumn> columns();

    /** A query of the shared forms as the source spells it; absent if it has no such. */
    protected Optional<String> inSourcesWords(String query) {
        return Optional.of(query);
    }

    @Test
    void sameRowsWithoutPushdown() throws Exception {
        long seed = Long.getLong("blueshift.fuzz.seed", 1);
        int seconds = Integer.getInteger("blueshift.fuzz.seconds", 0);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        spellings = columns().stream().filter(column -> column.own().isPresent())
                .collect(Collectors.toMap(FuzzColumn::name, column -> column.own().orElseThrow()));
        spellings.put(FuzzTable.ID.name(), FuzzTable.ID.own().orElseThrow());
        try (QueryRunner engine = start(); Connection direct = connect()) {
            runner = engine;
            connection = direct;
            for (long round = seed; seconds > 0 ? System.nanoTime() < end : round < seed + ROUNDS; round++) {
                round(round, seconds > 0 ? end : Long.MAX_VALUE);
                System.out.println("round %d: %s, %d finds".formatted(round, counts, finds.size()));
            }
        } finally {
            stopSource();
        }
        assertThat(finds).as("%s", counts).isEmpty();
        assertFired();
    }

    /** A fuzzer that never fires proves nothing, unless it was stopped before it could. */
    private void assertFired() {
        if (count("queries") < QUERIES_PER_ROUND) {
            return;
        }
        for (String kind : List.of("filters", "groups", "orders", "joins")) {
            assertThat(count(kind + " moved")).as("%s of %s", kind, counts).isGreaterThan(count(kind) / 20);
        }
        assertThat(count("asked in the source")).as("%s", counts).isGreaterThan(count("queries") / 20);
        assertThat(count("failed")).as("%s", counts).isLessThan(count("queries") / 3);
    }

    private void round(long seed, long end) {
        Chance chance = new Chance(seed);
        String schema = runner.getDefaultSession().getSchema().orElseThrow();
        List<FuzzTable> tables = IntStream.range(0, TABLES).mapToObj(i -> FuzzTable.random(chance,
                "fuzz" + seed + "_" + i, columns(),
                i == 0
                        ? chance.oneOf(20, 60, 120)
                        : chance.of(0.1) ? chance.between(0, 1) : chance.between(9, JOINED_ROWS_MAX)))
                .toList();
        tables.forEach(table -> execute(table.statements(schema)));
        for (int i = 0; i < QUERIES_PER_ROUND && System.nanoTime() < end; i++) {
            test(seed, query(new Chance(seed * 1_000_003 + i), tables));
        }
        execute(tables.stream().map(table -> table.dropped(schema)).toList());
    }

    private static FuzzQuery query(Chance chance, List<FuzzTable> tables) {
        int joined = chance.oneOf(1, 1, 1, 1, 2, 2, 2, 2, 3, 4);
        boolean own = chance.of(0.3);
        List<FuzzTable> from = joined == 1 && chance.of(0.8)
                ? tables.subList(0, 1)
                : tables.subList(joined > 2 ? 1 : 0, tables.size());
        Relation relation = new RelationWriter(chance, from, own).relation(joined);
        return new QueryWriter(chance, relation, own).query(new RelationWriter(chance, tables, own));
    }

    private void test(long seed, FuzzQuery query) {
        count("queries", true);
        String sql = query.engines();
        Answer expected = Answer.of(runner, session(seed, false), sql);
        Answer actual = Answer.of(runner, session(seed, true), sql);
        count(expected.failed() ? "failed" : expected.rows().isEmpty() ? "empty" : "with rows", true);
        boolean same = expected.failed()
                ? actual.failed() || expected.failedForRows()
                : !actual.failed() && expected.types().equals(actual.types())
                        && expected.exact(query.ordered()).equals(actual.exact(query.ordered()));
        if (!same) {
            find(seed, query, "without pushdown: " + Answer.summary(expected, actual, query.ordered()),
                    "with: " + Answer.summary(actual, expected, query.ordered()), actual);
        } else if (!expected.failed()) {
            countMoved(query, Asked.of(actual.plan().orElseThrow()));
            if (query.own()) {
                inSourcesWords(query.text()).ifPresent(words -> askSource(seed, query, words, actual));
            }
        }
    }

    private void askSource(long seed, FuzzQuery query, String words, Answer engines) {
        String sql = FuzzQuery.sources(words, spellings::get);
        try {
            List<String> rows = engines.plain(SourceRows.of(connection, sql), query.ordered());
            List<String> expected = engines.plain(engines.rows(), query.ordered());
            count("asked in the source", true);
            if (!rows.equals(expected)) {
                find(seed, query, "the engine: " + Answer.summary(expected, rows),
                        "the source by itself: " + Answer.summary(rows, expected) + " by " + sql, engines);
            }
        } catch (SQLException e) {
            find(seed, query, "the engine: " + engines.rows().size() + " rows",
                    "the source by itself: " + e.getMessage() + " by " + sql, engines);
        }
    }

    private void find(long seed, FuzzQuery query, String one, String other, Answer pushed) {
        String asked = pushed.plan().map(plan -> Asked.of(plan).sql()).orElse("");
        String find = "./blueshift fuzz --sources --seed %d%n  %s%n  %s%n  %s%n  %s".formatted(seed, query.engines(),
                one, other, asked);
        System.out.println(find);
        finds.add(find);
    }

    private void countMoved(FuzzQuery query, Asked asked) {
        count("filters", query.filters());
        count("filters moved", query.filters() && asked.filters());
        count("groups", query.groups());
        count("groups moved", query.groups() && asked.groups());
        count("orders", query.ordered());
        count("orders moved", query.ordered() && asked.orders());
        count("joins", query.joins());
        count("joins moved", query.joins() && asked.joins());
    }

    private int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void count(String what, boolean holds) {
        if (holds) {
            counts.merge(what, 1, Integer::sum);
        }
    }

    private Session session(long seed, boolean pushdown) {
        Session session = runner.getDefaultSession();
        String catalog = session.getCatalog().orElseThrow();
        // A filter that evaluates term by term raises errors of terms that no row reaches
        Session.SessionBuilder builder = Session.builder(session)
                .setSystemProperty("columnar_filter_evaluation_enabled", "false")
                .setCatalogSessionProperty(catalog, "join_pushdown", pushdown ? "ALWAYS" : "NEVER");
        KINDS.forEach(kind -> builder.setCatalogSessionProperty(catalog, kind, Boolean.toString(pushdown)));
        if (!pushdown && seed % 2 == 0) {
            builder.setCatalogSessionProperty(catalog, "read_protocol", "RESULT_SET");
        }
        return builder.build();
    }
}
