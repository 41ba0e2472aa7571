package io.blueshift.server.planning.fuzz;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Rounds of random tables and random queries over them. A round has one seed; each query of it can be made again alone.
 *
 * @param log takes what is to be told while it runs
 */
record FuzzRun(FuzzEngine engine, Grammar grammar, Consumer<String> log) {
    private static final int QUERIES = 250;
    private static final double PORTABLE = 0.25;

    FuzzRun(FuzzEngine engine, Consumer<String> log) throws IOException {
        this(engine, Grammar.read(), log);
    }

    /** What was seen: how many queries ran and how, and a text for each difference. */
    record Report(Map<String, Integer> counts, List<String> finds) {
        Report() {
            this(new TreeMap<>(), new ArrayList<>());
        }

        void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        int counted(String what) {
            return counts.getOrDefault(what, 0);
        }
    }

    /** Rounds with this seed and those that follow it, until the time is up. */
    Report run(long seed, Duration time) throws SQLException {
        long end = System.nanoTime() + time.toNanos();
        Report report = new Report();
        for (long round = seed; System.nanoTime() < end; round++) {
            round(round, IntStream.range(0, QUERIES).takeWhile(_ -> System.nanoTime() < end), report);
            log.accept("round %d: %s, %d finds".formatted(round, report.counts(), report.finds().size()));
        }
        return report;
    }

    /** Those queries of one round. */
    Report run(long seed, IntStream queries) throws SQLException {
        Report report = new Report();
        round(seed, queries, report);
        return report;
    }

    private void round(long seed, IntStream queries, Report report) throws SQLException {
        List<Table> tables = Table.random(Choices.of(seed));
        engine.create(tables);
        for (int query : (Iterable<Integer>) queries::iterator) {
            test(seed, query, tables, report);
        }
        engine.drop(tables);
    }

    private void test(long seed, int number, List<Table> tables, Report report) throws SQLException {
        Choices choices = Choices.of(seed, number);
        boolean portable = choices.chance(PORTABLE);
        Query query = new QueryWriter(choices, portable, tables, grammar).write();
        Setting setting = new Setting(choices.pick(FuzzEngine.SOURCES), session(choices), query.ordered());
        String sql = query.piece().sql();
        long lowered = engine.lowered();
        Answer expected = engine.onTrino(setting.source, sql);
        report.count("queries");
        report.count(expected.failed() ? "failed" : expected.rows().isEmpty() ? "empty" : "with rows");
        if (expected.failed()) {
            report.count("error " + expected.code());
            tell("Trino", expected, sql);
        }
        Optional<String> difference = difference(setting, expected, sql);
        report.count(engine.lowered() > lowered ? "compiled" : "not compiled");
        if (difference.isPresent()) {
            find(seed, number, setting, query, report, difference.get());
        } else if (portable && !expected.failed()) {
            compareWithDuckDb(seed, number, sql, expected, query.ordered(), report);
        }
    }

    /** For who improves the generator: what an engine does not run. */
    private void tell(String engineName, Answer answer, String sql) {
        if (Boolean.getBoolean("blueshift.fuzz.verbose")) {
            log.accept("%s: %s%n  %s".formatted(engineName, answer.summary(), sql));
        }
    }

    /** Where a query's tables are, how the executor runs it, and whether its rows have an order. */
    private record Setting(String source, Map<String, String> session, boolean ordered) {}

    private static Map<String, String> session(Choices choices) {
        Map<String, String> session = new HashMap<>();
        int rows = choices.oneOf(0, 0, 0, 1, 7);
        if (rows > 0) {
            session.put("compiled_batch_rows", Integer.toString(rows));
        }
        if (choices.chance(0.3)) {
            session.put("task_concurrency", "1");
        }
        return session;
    }

    private Optional<String> difference(Setting setting, String sql) {
        try {
            return difference(setting, engine.onTrino(setting.source, sql), sql);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private Optional<String> difference(Setting setting, Answer expected, String sql) throws SQLException {
        if (expected.exhausted() || expected.broken()) {
            return Optional.empty();
        }
        Answer actual = engine.compiled(setting.source, setting.session, sql);
        return expected.difference(actual, setting.ordered);
    }

    private void compareWithDuckDb(long seed, int number, String sql, Answer expected, boolean ordered, Report report) {
        Answer other = engine.onDuckDb(sql);
        report.count(other.failed() ? "DuckDB failed" : "DuckDB compared");
        if (other.failed()) {
            tell("DuckDB", other, sql);
            return;
        }
        expected.difference(other, ordered).ifPresent(difference -> {
            String find = "%s\n  DuckDB: %s\n  %s".formatted(again(seed, number), difference, sql);
            report.finds().add(find);
            log.accept(find);
        });
    }

    private void find(long seed, int number, Setting setting, Query query, Report report, String difference) {
        Piece smallest = new Shrinker(piece -> difference(setting, piece.sql()).isPresent()).shrink(query.piece());
        String find = "%s\n  tables in %s, %s: %s\n  %s\n  shrunk: %s\n  %s".formatted(again(seed, number),
                setting.source, setting.session,
                difference, query.piece().sql(), difference(setting, smallest.sql()).orElse("differs no longer"),
                smallest.sql());
        report.finds().add(find);
        log.accept(find);
    }

    private static String again(long seed, int query) {
        return "./blueshift fuzz --seed %d --query %d".formatted(seed, query);
    }
}
