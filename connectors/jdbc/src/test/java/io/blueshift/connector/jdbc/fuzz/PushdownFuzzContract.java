package io.blueshift.connector.jdbc.fuzz;

import io.trino.Session;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryFailedException;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries over random tables give the same rows with pushdown and without. Without properties a short run that
 * is the same each time; {@code ./blueshift fuzz --sources} sets {@code blueshift.fuzz.seconds} and
 * {@code blueshift.fuzz.seed}. A query that fails without pushdown may succeed with it, as the source leaves rows out
 * before they are computed on; never the other way round.
 */
public abstract class PushdownFuzzContract {
    private static final int QUERIES_PER_TABLE = 60;
    private static final int TABLES = 3;
    private static final List<String> KINDS = List.of("predicate_pushdown", "projection_pushdown",
            "aggregation_pushdown", "topn_pushdown", "limit_pushdown");

    private static final Pattern OF_DATA = Pattern
            .compile("(?i)overflow|out of range|cannot cast|division by zero|cannot be represented");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> finds = new ArrayList<>();

    /** Starts the source and an engine whose session's catalog and schema are its. */
    protected abstract QueryRunner start() throws Exception;

    protected abstract void stopSource();

    /** Runs statements in the source itself. */
    protected abstract void execute(List<String> statements);

    protected abstract List<FuzzColumn> columns();

    @Test
    void sameRowsWithoutPushdown() throws Exception {
        long seed = Long.getLong("blueshift.fuzz.seed", 1);
        int seconds = Integer.getInteger("blueshift.fuzz.seconds", 0);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (QueryRunner runner = start()) {
            for (long round = seed; seconds > 0 ? System.nanoTime() < end : round < seed + TABLES; round++) {
                round(runner, round, seconds > 0 ? end : Long.MAX_VALUE);
                System.out.println("round %d: %s, %d finds".formatted(round, counts, finds.size()));
            }
        } finally {
            stopSource();
        }
        assertThat(finds).as("%s", counts).isEmpty();
        assertThat(counts.getOrDefault("asked something", 0)).as("%s", counts)
                .isGreaterThan(counts.getOrDefault("queries", 0) / 4);
    }

    private void round(QueryRunner runner, long seed, long end) {
        FuzzTable table = FuzzTable.random(new Chance(seed), "fuzz" + seed, columns());
        execute(table.statements(runner.getDefaultSession().getSchema().orElseThrow()));
        for (int i = 0; i < QUERIES_PER_TABLE && System.nanoTime() < end; i++) {
            test(runner, seed, FuzzQuery.random(new Chance(seed * 1_000_003 + i), table));
        }
        execute(table.statements(runner.getDefaultSession().getSchema().orElseThrow()).subList(0, 1));
    }

    private void test(QueryRunner runner, long seed, FuzzQuery query) {
        Outcome expected = Outcome.of(runner, session(runner, false), query);
        Outcome actual = Outcome.of(runner, session(runner, true), query);
        count("queries");
        count(expected.error().isPresent() ? "failed" : expected.rows().isEmpty() ? "empty" : "with rows");
        if (actual.error().isPresent() && expected.error().isPresent()
                || expected.error().isPresent() && expected.ofData() || expected.equals(actual)) {
            countAsked(runner, query, expected);
            return;
        }
        String find = "./blueshift fuzz --sources --seed %d%n  %s%n  without pushdown: %s%n  with: %s%n  %s".formatted(
                seed, query.sql(), expected.summary(actual), actual.summary(expected), plan(runner, query));
        System.out.println(find);
        finds.add(find);
    }

    private void countAsked(QueryRunner runner, FuzzQuery query, Outcome expected) {
        if (expected.error().isEmpty()) {
            String plan = plan(runner, query);
            if (plan.contains(" WHERE ") || plan.contains(" GROUP BY ") || plan.contains(" ORDER BY ")
                    || plan.contains("(")) {
                count("asked something");
            }
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** What the source is asked, of which a plan shows one statement. */
    private static String plan(QueryRunner runner, FuzzQuery query) {
        String plan;
        try {
            plan = (String) runner.execute(session(runner, true), "EXPLAIN " + query.sql()).getOnlyValue();
        } catch (QueryFailedException e) {
            // The engine's estimates have limits of their own, at which EXPLAIN fails and the query does not
            return "";
        }
        return plan.lines().map(String::strip).filter(line -> line.contains("SELECT ")).findFirst()
                .map(line -> line.substring(line.indexOf("SELECT "))).orElse("");
    }

    private static Session session(QueryRunner runner, boolean pushdown) {
        Session session = runner.getDefaultSession();
        // A filter that evaluates term by term raises errors of terms that no row reaches
        Session.SessionBuilder builder = Session.builder(session)
                .setSystemProperty("columnar_filter_evaluation_enabled", "false");
        KINDS.forEach(kind -> builder.setCatalogSessionProperty(session.getCatalog().orElseThrow(), kind,
                Boolean.toString(pushdown)));
        return builder.build();
    }

    /** Rows as text, sorted if they have no order, or an error. */
    private record Outcome(List<String> rows, Optional<String> error, boolean ofData) {
        static Outcome of(QueryRunner runner, Session session, FuzzQuery query) {
            try {
                MaterializedResult result = runner.execute(session, query.sql());
                List<String> rows = result.getMaterializedRows().stream().map(Object::toString).toList();
                return new Outcome(query.ordered() ? rows : rows.stream().sorted().toList(), Optional.empty(), false);
            } catch (QueryFailedException e) {
                String message = String.valueOf(e.getMessage());
                return new Outcome(List.of(), Optional.of(message), OF_DATA.matcher(message).find());
            }
        }

        String summary(Outcome other) {
            List<String> more = new ArrayList<>(rows);
            other.rows.forEach(more::remove);
            return error.orElseGet(() -> rows.size() + " rows, others: " + more.stream().limit(3).toList());
        }
    }
}
