package io.blueshift.server.planning;

import io.blueshift.server.planning.compiled.ExecutionStats;
import io.blueshift.server.planning.compiled.SourceReport;
import io.trino.spi.eventlistener.QueryInputMetadata;
import io.trino.sql.planner.PlanOptimizersFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What surrounds a query is right when the executor runs it: transactions, parameters, catalogs that come and go,
 * cancellation, early ends. The first tests say loudly if a new version of Trino lost the seam.
 */
@Isolated("Reads the shared engine's counters, beside which Trino's suites run otherwise")
final class QueryLifeTest {
    private static PlanningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = PlanningEngine.shared();
    }

    @Test
    void theStepComesBeforeTrinoDistributesThePlan() throws SQLException {
        PlanOptimizersFactory optimizers = engine.instance(PlanOptimizersFactory.class);
        assertThat(optimizers).isInstanceOf(CompilingPlanOptimizers.class);
        try (Connection connection = engine.connect(Map.of())) {
            // An exchange between stages would show that the optimisers behind the step are others than they were
            assertThat(Sql.explain(connection, "SELECT name FROM tpch.tiny.nation WHERE regionkey = 1"))
                    .contains("compiled:").doesNotContain("RemoteSource", "Fragment 1");
        }
    }

    @Test
    void thePropertySwitches() throws SQLException {
        String sql = "SELECT name FROM tpch.tiny.nation WHERE regionkey = 1";
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(Sql.isCompiled(connection, sql)).isTrue();
            execute(connection, "SET SESSION compiled_execution = false");
            assertThat(Sql.isCompiled(connection, sql)).isFalse();
            execute(connection, "SET SESSION compiled_execution = true");
            assertThat(Sql.isCompiled(connection, sql)).isTrue();
        }
    }

    @Test
    void theInternalCatalogIsHidden() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            connection.setAutoCommit(false);
            Sql.rows(connection, "SELECT name FROM tpch.tiny.nation");
            assertThat(Sql.rows(connection, "SHOW CATALOGS")).contains("tpch").doesNotContain("compiled");
            assertThat(Sql.rows(connection, "SELECT catalog_name FROM system.metadata.catalogs"))
                    .contains("tpch").doesNotContain("compiled");
            connection.rollback();
            assertThatThrownBy(() -> Sql.rows(connection, "SHOW SCHEMAS FROM compiled"))
                    .hasMessageContaining("'compiled' not found");
        }
    }

    @Test
    void explainAnalyzeTellsTheRows() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            String report = String.join("\n",
                    Sql.rows(connection, "EXPLAIN ANALYZE SELECT name FROM tpch.tiny.nation WHERE regionkey = 1"));
            assertThat(report).contains("compiled:pipeline", "Filter (regionkey = 1)", "Output: 5 rows");
        }
    }

    @Test
    void preparedStatements() throws SQLException {
        try (Connection connection = engine.connect(Map.of());
                PreparedStatement statement = connection
                        .prepareStatement("SELECT name FROM tpch.tiny.nation WHERE nationkey = ?")) {
            for (int key : new int[]{0, 24}) {
                statement.setLong(1, key);
                try (ResultSet results = statement.executeQuery()) {
                    assertThat(results.next()).isTrue();
                    assertThat(results.getString(1)).isEqualTo(key == 0 ? "ALGERIA" : "UNITED STATES");
                }
            }
        }
    }

    @Test
    void queriesOfOneTransactionShareIt() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                assertThat(Sql.rows(connection, "SELECT name FROM tpch.tiny.region WHERE regionkey = " + i)).hasSize(1);
            }
            connection.commit();
            assertThat(Sql.rows(connection, "SELECT regionkey FROM tpch.tiny.region")).hasSize(5);
            connection.rollback();
        }
    }

    @Test
    void aCatalogOfTheSameNameIsAnotherCatalog() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            for (String naming : List.of("SIMPLIFIED", "STANDARD")) {
                execute(connection,
                        "CREATE CATALOG changing USING tpch WITH (\"tpch.column-naming\" = '" + naming + "')");
                String column = naming.equals("STANDARD") ? "r_name" : "name";
                String sql = "SELECT " + column + " FROM changing.tiny.region WHERE " + column + " LIKE 'A%'";
                assertThat(Sql.isCompiled(connection, sql)).isTrue();
                assertThat(Sql.rows(connection, sql)).containsExactlyInAnyOrder("AFRICA", "AMERICA", "ASIA");
                execute(connection, "DROP CATALOG changing");
                assertThatThrownBy(() -> Sql.rows(connection, sql)).hasMessageContaining("'changing' not found");
            }
        }
    }

    @Test
    void limitEndsTheReading() throws SQLException {
        // The whole table is 60 million rows
        String sql = "SELECT orderkey + 1 FROM tpch.sf10.lineitem LIMIT 3";
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(Sql.explain(connection, sql)).contains("Limit 3");
            long start = System.nanoTime();
            assertThat(Sql.rows(connection, sql)).hasSize(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void limitsCountOverAllThreads() throws SQLException {
        try (Connection connection = engine.connect(Map.of("task_concurrency", "4"))) {
            assertThat(Sql.rows(connection, "SELECT orderkey FROM tpch.tiny.orders WHERE orderkey % 2 = 0 LIMIT 1234"))
                    .hasSize(1234);
        }
    }

    @Test
    void everyRowOnceOverAllThreads() throws SQLException {
        try (Connection connection = engine.connect(Map.of("task_concurrency", "4"))) {
            List<String> keys = Sql.rows(connection, "SELECT orderkey FROM tpch.tiny.orders");
            Set<String> distinct = new TreeSet<>(keys);
            assertThat(keys).hasSize(15_000);
            assertThat(distinct).hasSize(15_000);
        }
    }

    @Test
    void cancelling() throws Exception {
        try (Connection connection = engine.connect(Map.of()); Statement statement = connection.createStatement()) {
            // Never finds a row: without cancellation it would read 600 million
            Thread canceller = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(1500);
                    statement.cancel();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            long start = System.nanoTime();
            assertThatThrownBy(() -> {
                try (ResultSet results = statement
                        .executeQuery("SELECT comment FROM tpch.sf100.lineitem WHERE comment = 'no such comment'")) {
                    results.next();
                }
            }).isInstanceOf(SQLException.class);
            canceller.join();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void aCancelledSortGivesEverythingBack() throws Exception {
        ExecutionStats stats = engine.instance(ExecutionStats.class);
        try (Connection connection = engine.connect(Map.of("compiled_operator_memory", "1000000"));
                Statement statement = connection.createStatement()) {
            long running = stats.getRunning();
            CompletableFuture<Void> canceller = CompletableFuture.runAsync(() -> {
                try {
                    await(stats, () -> stats.getSpaceBytes() > 0);
                } finally {
                    cancel(statement);
                }
            }, Thread::startVirtualThread);
            assertThatThrownBy(() -> {
                try (ResultSet results = statement
                        .executeQuery("SELECT * FROM tpch.sf10.lineitem ORDER BY comment, orderkey")) {
                    results.next();
                }
            }).isInstanceOf(SQLException.class);
            canceller.join();
            await(stats, () -> stats.getRunning() == running);
            assertThat(stats.getSpaceBytes()).as("bytes on disk").isZero();
            assertThat(stats.getMemoryBytes()).as("bytes that operators hold").isZero();
        }
    }

    private static void await(ExecutionStats stats, BooleanSupplier wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("After 30 s: %d executions, %d bytes on disk, %d bytes in memory"
                        .formatted(stats.getRunning(), stats.getSpaceBytes(), stats.getMemoryBytes()));
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rejectedRowsRaiseNoErrors() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(Sql.rows(connection,
                    "SELECT 10 / regionkey FROM tpch.tiny.region WHERE regionkey <> 0 AND 10 / regionkey > 4"))
                    .containsExactlyInAnyOrder("10", "5");
            assertThatThrownBy(() -> Sql.rows(connection, "SELECT 10 / regionkey FROM tpch.tiny.region"))
                    .hasMessageContaining("Division by zero");
        }
    }

    @Test
    void eventsTellEachSourceOfAJoin() throws Exception {
        String sql = "SELECT r.name, count(*) FROM tpch.tiny.nation n JOIN tpch.tiny.region r ON n.regionkey = r.regionkey "
                + "WHERE r.name LIKE 'A%' GROUP BY r.name";
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(Sql.rows(connection, sql)).hasSize(3);
        }
        QueryInputMetadata input = PlanningEngine.completed().await(sql).getIoMetadata().getInputs().getFirst();
        List<?> reports = (List<?>) ((Map<?, ?>) input.getConnectorInfo().orElseThrow()).get("sources");
        assertThat(reports).map(SourceReport.class::cast).extracting(SourceReport::getTable, SourceReport::getRows)
                .containsExactlyInAnyOrder(tuple("tpch.tiny.nation", 25L), tuple("tpch.tiny.region", 5L));
    }

    @Test
    void eventsNameTheRealSource() throws Exception {
        String sql = "SELECT name FROM tpch.tiny.nation WHERE name LIKE 'A%' AND 7 = 7";
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(Sql.rows(connection, sql)).hasSize(2);
        }
        QueryInputMetadata input = PlanningEngine.completed().await(sql).getIoMetadata().getInputs().getFirst();
        assertThat(input.getCatalogName()).isEqualTo("tpch");
        assertThat(input.getSchema()).isEqualTo("tiny");
        assertThat(input.getTable()).isEqualTo("nation");
        assertThat(input.getConnectorName()).contains("tpch");
        // What the source delivered, not what the filter left of it
        assertThat(input.getPhysicalInputRows()).hasValue(25);
    }

    @Test
    void aWarningTellsTheReason() throws SQLException {
        try (Connection connection = engine.connect(Map.of("compiled_execution_warnings", "true"));
                Statement statement = connection.createStatement();
                ResultSet results = statement
                        .executeQuery("EXPLAIN SELECT name FROM tpch.tiny.nation TABLESAMPLE SYSTEM (50)")) {
            while (results.next()) {
                // Warnings come with the rows
            }
            assertThat(statement.getWarnings().getMessage()).contains("Sample: the executor has no such operator");
        }
    }

    @Test
    void whatIsNotLoweredIsCounted() throws SQLException {
        LoweringStats stats = engine.instance(LoweringStats.class);
        long before = stats.getNotLoweredBecause().getOrDefault("Sample", 0L);
        try (Connection connection = engine.connect(Map.of())) {
            Sql.rows(connection, "SELECT name FROM tpch.tiny.nation TABLESAMPLE SYSTEM (50)");
        }
        assertThat(stats.getNotLoweredBecause().get("Sample")).isEqualTo(before + 1);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
