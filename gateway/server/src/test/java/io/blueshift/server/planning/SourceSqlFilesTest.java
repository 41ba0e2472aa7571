package io.blueshift.server.planning;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Every file under {@code sources/}: the executor over tables of PostgreSQL, MySQL, the lake and the local store, each
 * type, with what is pushed into the source and what is left for the executor.
 */
final class SourceSqlFilesTest {
    /** Far more than it takes on a busy machine, and less than the view {@code slow} sleeps. */
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static RealSources sources;

    @BeforeAll
    static void start() throws Exception {
        sources = new RealSources(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        sources.close();
    }

    @TestFactory
    Stream<DynamicContainer> files() throws Exception {
        return SqlFileRun.tests("/sources", SqlFileRun.SMALL_MATRIX, sources::connect);
    }

    @Test
    void cancelReachesTheSource() throws Exception {
        String sql = "SELECT id + 1 FROM postgresql.shop.slow WHERE length(s) >= 0";
        try (Connection connection = sources.connect(Map.of());
                Statement statement = connection.createStatement();
                Connection postgres = sources.connectToPostgres()) {
            assertThat(Sql.isCompiled(connection, sql)).isTrue();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> readAll(statement, sql),
                    Thread::startVirtualThread);
            awaitSleepers(postgres, 1);
            // The driver takes a query for its own when the server has answered, which may have asked the source before
            while (!running.isDone()) {
                statement.cancel();
                Thread.onSpinWait();
            }
            assertThatThrownBy(running::join).isInstanceOf(CompletionException.class);
            awaitSleepers(postgres, 0);
        }
    }

    /** Which the engine does not see to: it interrupts no procedure. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void aStatementInTheSourcesOwnSqlEndsWithItsCall(String catalog) throws Exception {
        boolean postgres = catalog.equals("postgresql");
        String sleep = "SELECT " + (postgres ? "pg_" : "") + "sleep(600)";
        String running = postgres
                ? "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = '" + sleep + "'"
                : "SELECT count(*) FROM information_schema.PROCESSLIST WHERE INFO = '" + sleep + "'";
        try (Connection connection = sources.connect(Map.of());
                Statement statement = connection.createStatement();
                Connection source = postgres ? sources.connectToPostgres() : sources.connectToMySql()) {
            CompletableFuture<Void> call = CompletableFuture.runAsync(
                    () -> execute(statement, "CALL " + catalog + ".system.execute('" + sleep + "')"),
                    Thread::startVirtualThread);
            await(source, running, 1);
            while (!call.isDone()) {
                statement.cancel();
                Thread.onSpinWait();
            }
            assertThatThrownBy(call::join).isInstanceOf(CompletionException.class);
            await(source, running, 0);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** A thousand keys are more than a list in a query would be sent as, and far apart. */
    @Test
    void ofALargeTableOnlyTheRowsThatAJoinCanUseAreRead() throws Exception {
        try (Connection postgres = sources.connectToPostgres(); Statement statement = postgres.createStatement()) {
            statement.execute("CREATE TABLE shop.events AS SELECT n::bigint AS id, n % 7 AS kind"
                    + " FROM generate_series(1, 100000) n");
            statement.execute("ANALYZE shop.events");
        }
        try (Connection connection = sources.connect(Map.of()); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE local.shop.wanted AS SELECT CAST(i AS bigint) * 100 AS id"
                    + " FROM UNNEST(sequence(1, 1000)) t (i)");
            String join = "SELECT count(*), sum(e.kind) FROM local.shop.wanted w"
                    + " JOIN postgresql.shop.events e ON e.id = w.id";
            assertThat(Sql.rows(connection, join))
                    .containsExactly("1000 | " + LongStream.rangeClosed(1, 1000).map(i -> i * 100 % 7).sum());
            assertThat(String.join("\n", Sql.rows(connection, "EXPLAIN ANALYZE " + join)))
                    .containsPattern(
                            "Scan postgresql:shop.events [^{]*\\{[^}]*; read 1000 rows, [^}]*; connections 1; received bytes 21.50kB"
                                    + "; waited for first rows [0-9.]+[mun]?s");
        }
    }

    /** With an index and without, whatever the keys' type; what most rows have is asked for as a range. */
    @Test
    void ofPostgreSqlOnlyTheRowsOfManyKeysAreRead() throws Exception {
        try (Connection connection = sources.connect(Map.of()); Connection postgres = sources.connectToPostgres()) {
            ManyKeys.execute(postgres, ManyKeys.POSTGRESQL);
            ManyKeys keys = new ManyKeys("postgresql", connection);
            keys.want("pg_many", 8);
            keys.want("pg_most", 2);
            assertThat(keys.received("pg_many", "d.id = w.id", ManyKeys.all(8))).isEqualTo(51_250);
            for (String condition : List.of("d.ref = w.ref", "d.ref = w.id", "d.code = w.code", "d.u = w.u",
                    "d.ts = w.ts", "d.day = w.day")) {
                assertThat(keys.received("pg_many", condition, ManyKeys.keyed(8))).as(condition)
                        .isEqualTo(ManyKeys.keyed(8).count());
            }
            assertThat(keys.received("pg_most", "d.id = w.id", ManyKeys.all(2))).isEqualTo(409_999);
            keys.execute("SET SESSION postgresql.read_protocol = 'RESULT_SET'");
            assertThat(keys.received("pg_many", "d.code = w.code", ManyKeys.keyed(8)))
                    .isEqualTo(ManyKeys.keyed(8).count());
            keys.execute("SET SESSION postgresql.dynamic_filter_values_max = 1");
            assertThat(keys.received("pg_many", "d.id = w.id", ManyKeys.all(8))).isEqualTo(409_993);
        }
    }

    @Test
    void ofMySqlOnlyTheRowsOfManyKeysAreRead() throws Exception {
        try (Connection connection = sources.connect(Map.of()); Connection mysql = sources.connectToMySql()) {
            ManyKeys.execute(mysql, ManyKeys.MYSQL);
            ManyKeys keys = new ManyKeys("mysql", connection);
            keys.want("my_many", 8);
            keys.want("my_some", 40);
            assertThat(keys.received("my_many", "d.id = w.id", ManyKeys.all(8))).isEqualTo(51_250);
            for (String condition : List.of("d.ref = w.ref", "d.ref = w.id")) {
                assertThat(keys.received("my_many", condition, ManyKeys.keyed(8))).as(condition)
                        .isEqualTo(ManyKeys.keyed(8).count());
            }
            assertThat(keys.received("my_some", "d.code = w.code", ManyKeys.keyed(40)))
                    .isEqualTo(ManyKeys.keyed(40).count());
            // Looking so many texts up would cost more than reading all
            assertThat(keys.received("my_many", "d.code = w.code", ManyKeys.keyed(8))).isEqualTo(ManyKeys.ROWS);
            keys.execute("SET SESSION mysql.aggregation_pushdown = false");
            ManyKeys.Received whole = keys.scan("SELECT sum(id) FROM mysql.shop.deliveries");
            // One byte of length before each number's digits
            long digits = LongStream.rangeClosed(1, ManyKeys.ROWS).map(id -> Long.toString(id).length()).sum();
            assertThat(whole).isEqualTo(
                    new ManyKeys.Received(ManyKeys.ROWS, 1, ManyKeys.megabytes(digits + ManyKeys.ROWS), ""));
        }
    }

    @Test
    void explainTellsWhatCameOverEachConnection() throws Exception {
        try (Connection connection = sources.connect(Map.of()); Connection postgres = sources.connectToPostgres()) {
            ManyKeys.execute(postgres,
                    List.of("CREATE TABLE shop.parcels AS SELECT n::bigint AS id, repeat('x', 100) AS t"
                            + " FROM generate_series(1, 300000) n"));
            ManyKeys.execute(connection, List.of("SET SESSION postgresql.aggregation_pushdown = false"));
            String plan = String.join("\n",
                    Sql.rows(connection, "EXPLAIN ANALYZE SELECT sum(id) FROM postgresql.shop.parcels"));
            // A tuple of a bigint is 14 bytes, and each stream has 21 besides
            assertThat(plan).containsPattern("connections 2; received bytes "
                    + Pattern.quote(ManyKeys.megabytes(14L * 300_000 + 2 * 21)) + "; received bytes of each"
                    + " [0-9.]+MB to [0-9.]+MB; received rows of each 1[0-9]{5} to 1[0-9]{5}; waited for first rows");
        }
    }

    /** The executor opens its second table when it has read the first; what is committed in between is too late. */
    @Test
    void allTablesOfADatabaseAreReadInOneState() throws Exception {
        String sql = "SELECT sum(l.amount) FROM postgresql.shop.ledger l JOIN postgresql.shop.gate g ON l.id = g.n";
        try (Connection connection = sources.connect(Map.of());
                Connection postgres = sources.connectToPostgres();
                Statement aside = postgres.createStatement()) {
            aside.execute("CREATE TABLE shop.ledger AS SELECT n AS id, 0 AS amount FROM generate_series(1, 3) n");
            aside.execute("CREATE VIEW shop.gate AS SELECT n FROM generate_series(1, 3) n"
                    + " WHERE pg_advisory_xact_lock_shared(7)::text = ''");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION postgresql.join_pushdown = 'NEVER'");
            }
            assertThat(Sql.isCompiled(connection, sql)).isTrue();
            assertThat(whileGateIsRead(connection, sql, aside, "UPDATE shop.ledger SET amount = 100"))
                    .containsExactly("0");
            assertThat(Sql.rows(connection, sql)).containsExactly("300");
            assertThat(String.join("\n", Sql.rows(connection, "EXPLAIN ANALYZE " + sql)))
                    .contains("connections 1").doesNotContain("outside the common snapshot");
            // It would be read as an empty table: so it is read after the other
            assertThatThrownBy(() -> whileGateIsRead(connection, sql, aside, "TRUNCATE shop.ledger"))
                    .hasMessageContaining("table shop.ledger was truncated");
        }
    }

    private static List<String> whileGateIsRead(Connection connection, String sql, Statement aside, String meanwhile)
            throws Exception {
        aside.execute("SELECT pg_advisory_lock(7)");
        CompletableFuture<List<String>> rows = CompletableFuture.supplyAsync(() -> rows(connection, sql),
                Thread::startVirtualThread);
        await(aside.getConnection(), "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", 1);
        aside.execute(meanwhile);
        aside.execute("SELECT pg_advisory_unlock(7)");
        return rows.join();
    }

    private static List<String> rows(Connection connection, String sql) {
        try {
            return Sql.rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whole where the source finds the rows, else by key; with rows of another source in both directions. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void rowsOfSourcesChange(String catalog) throws Exception {
        try (Connection connection = sources.connect(Map.of()); Statement statement = connection.createStatement()) {
            statement.execute("CALL " + catalog + ".system.execute('CREATE TABLE shop.stock"
                    + " (id integer PRIMARY KEY, n bigint, note varchar(20))')");
            String stock = catalog + ".shop.stock";
            assertThat(statement.executeUpdate("INSERT INTO " + stock
                    + " SELECT CAST(i AS integer), i * 10, 'old' FROM UNNEST(sequence(1, 1000)) t (i)"))
                    .isEqualTo(1000);
            assertThat(statement.executeUpdate("DELETE FROM " + stock + " WHERE id > 900")).isEqualTo(100);
            assertThat(statement.executeUpdate("UPDATE " + stock + " SET note = 'new' WHERE id <= 3")).isEqualTo(3);
            assertThat(statement.executeUpdate("MERGE INTO " + stock + " s USING (SELECT CAST(i AS integer) AS id"
                    + " FROM UNNEST(sequence(801, 1000)) t (i)) c ON s.id = c.id"
                    + " WHEN MATCHED AND c.id % 2 = 0 THEN DELETE"
                    + " WHEN MATCHED THEN UPDATE SET n = s.n + c.id"
                    + " WHEN NOT MATCHED THEN INSERT (id, n) VALUES (c.id, 1)")).isEqualTo(200);
            String query = "SELECT sum(n), count(note), count(*) FROM %s".formatted(
                    "TABLE(" + catalog + ".system.query('SELECT n + 1 AS n, note FROM shop.stock'))");
            long sum = 10L * 800 * 801 / 2 + 11L * LongStream.rangeClosed(801, 900).filter(i -> i % 2 == 1).sum() + 100;
            assertThat(Sql.rows(connection, query)).containsExactly(sum + 950 + " | 850 | 950");
            String rows = query.replace("sum(n), count(note), count(*)", "n - 1, upper(note)") + " WHERE n < 40";
            assertThat(Sql.isCompiled(connection, rows)).isTrue();
            assertThat(Sql.rows(connection, rows)).contains("10 | NEW", "20 | NEW", "30 | NEW").hasSize(103);
        }
    }

    @Test
    void theLogDoesNotMissNativeLibraries() throws Exception {
        try (Connection connection = sources.connect(Map.of())) {
            Sql.rows(connection, "SELECT id FROM lake.shop.types");
        }
        // Which other lines there are depends on what ran in this JVM before
        Logger.getLogger("io.blueshift.server").warning("The sources were read");
        assertThat(directory.resolve("log").resolve("server.log")).content().contains("The sources were read")
                .doesNotContain("native-hadoop");
    }

    /** Each line of {@code choices.txt}: the rows are those of the engine alone, and the source is asked what the line says. */
    @TestFactory
    Stream<DynamicTest> choicesMoveAndAreTheEngines() throws Exception {
        List<List<String>> lines = Files.readAllLines(Path.of(getClass().getResource("/choices.txt").toURI())).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(" => "))).toList();
        return lines.stream().flatMap(line -> Stream.of("postgresql", "mysql").map(catalog -> {
            String sql = line.getFirst().replace("types", catalog + ".shop.types");
            String expected = line.get(catalog.equals("postgresql") ? 1 : 2).strip();
            return DynamicTest.dynamicTest(sql, () -> checkChoice(sql, catalog, expected));
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void randomChoicesAreTheEngines(String catalog) throws Exception {
        try (Connection pushed = sources.connect(Map.of());
                Connection engine = sources.connect(Map.of("compiled_execution", "false"))) {
            pushNothing(engine, catalog);
            new RandomChoices(pushed, engine, catalog).run();
        }
    }

    private static void pushNothing(Connection engine, String catalog) throws SQLException {
        for (String kind : List.of("predicate", "projection", "aggregation", "topn")) {
            try (Statement statement = engine.createStatement()) {
                statement.execute("SET SESSION " + catalog + "." + kind + "_pushdown = false");
            }
        }
    }

    private static void checkChoice(String sql, String catalog, String expected) throws SQLException {
        try (Connection connection = sources.connect(Map.of()); Connection engine = sources.connect(Map.of())) {
            pushNothing(engine, catalog);
            assertThat(Sql.rows(connection, sql).stream().sorted().toList())
                    .isEqualTo(Sql.rows(engine, sql).stream().sorted().toList());
            String plan = Sql.explain(connection, sql).replaceAll("[\"`]", "");
            assertThat(plan).doesNotContain("$if");
            assertThat(Sql.isCompiled(connection, sql)).isTrue();
            if (expected.startsWith("stays:")) {
                assertThat(plan).contains(expected.substring("stays:".length()).strip())
                        .doesNotContainPattern("SELECT [^\n]*CASE WHEN[^\n]* FROM ");
            } else if (expected.startsWith("again:")) {
                assertThat(plan).contains(expected.substring("again:".length()).strip()).contains("checked again");
            } else {
                assertThat(plan).contains(expected).doesNotContain("Filter (").doesNotContain("Aggregate ");
            }
        }
    }

    /** A branch fails for the rows that it is chosen for, wherever it is computed. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void choicesFailWhereTheyAreChosen(String catalog) throws Exception {
        try (Connection connection = sources.connect(Map.of())) {
            for (String sql : List.of("SELECT CASE WHEN i >= 0 THEN 100 % i END FROM types",
                    "SELECT sum(CASE WHEN i >= 0 THEN 100 % i END) FROM types",
                    "SELECT id FROM types WHERE CASE WHEN i >= 0 THEN 100 % i END = 1")) {
                assertThatThrownBy(() -> Sql.rows(connection, sql.replace("types", catalog + ".shop.types")))
                        .isInstanceOf(SQLException.class).hasMessageContaining("ivision by zero");
            }
        }
    }

    private static void readAll(Statement statement, String sql) {
        try (var results = statement.executeQuery(sql)) {
            while (results.next()) {
                // Nothing comes within an hour
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void awaitSleepers(Connection postgres, int count) throws SQLException, InterruptedException {
        await(postgres, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%\"slow\"%' AND state = 'active'"
                + " AND pid <> pg_backend_pid()", count);
    }

    private static void await(Connection postgres, String sql, int count) throws SQLException, InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!Sql.rows(postgres, sql).equals(List.of(Integer.toString(count)))) {
            assertThat(System.nanoTime()).as("waited for " + count + " in PostgreSQL: " + sql).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
