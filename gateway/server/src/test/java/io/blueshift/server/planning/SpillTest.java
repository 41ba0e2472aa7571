package io.blueshift.server.planning;

import io.blueshift.executor.spill.SpillSpace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Queries that outgrow their memory finish with rows on disk, several at a time, and leave nothing there. */
final class SpillTest {
    private static final Map<String, String> SMALL = Map.of("query_max_memory_per_node", "12MB");

    private static final String JOIN = "SELECT count(*), sum(length(l.comment || o.comment)), max(o.comment) "
            + "FROM tpch.tiny.lineitem l FULL JOIN tpch.tiny.lineitem o "
            + "ON l.orderkey = o.orderkey AND l.linenumber = o.linenumber + 1";
    private static final String GROUPS = "SELECT count(*), sum(n), max(c), min(a) FROM (SELECT comment, orderkey, "
            + "count(*) n, max(shipdate) c, array_agg(partkey)[1] a FROM tpch.tiny.lineitem GROUP BY 1, 2)";
    private static final String DISTINCT = "SELECT count(DISTINCT comment), count(DISTINCT orderkey), "
            + "count(DISTINCT extendedprice) FROM tpch.tiny.lineitem";
    private static final String SORT = "SELECT orderkey, linenumber, comment FROM tpch.tiny.lineitem "
            + "ORDER BY comment DESC, orderkey, linenumber";
    private static final String IN = "SELECT count(*) FROM tpch.tiny.lineitem WHERE comment NOT IN "
            + "(SELECT comment || cast(orderkey AS varchar) FROM tpch.tiny.lineitem)";
    private static final String MATCHED = "SELECT count(*), sum(a.partkey), max(a.comment) FROM tpch.tiny.lineitem a "
            + "WHERE EXISTS (SELECT 1 FROM tpch.tiny.lineitem b WHERE a.orderkey = b.orderkey AND a.suppkey <> b.suppkey)";
    private static final String UNMATCHED = "SELECT count(*), sum(a.partkey), max(a.comment) FROM tpch.tiny.lineitem a "
            + "WHERE NOT EXISTS (SELECT 1 FROM tpch.tiny.lineitem b WHERE a.orderkey = b.orderkey "
            + "AND a.suppkey <> b.suppkey)";

    private static PlanningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = PlanningEngine.shared();
    }

    private static SpillSpace space() {
        return engine.instance(SpillSpace.class);
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(space().directory())) {
            return entries.toList();
        }
    }

    /** What a query holds is given back a moment after its last row was sent. */
    private static void awaitNothingLeft() throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while ((space().bytes() > 0 || !left().isEmpty()) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(left()).isEmpty();
        assertThat(space().bytes()).isZero();
    }

    private static void check(String sql) {
        try (Connection small = engine.connect(SMALL); Connection large = engine.connect(Map.of())) {
            assertThat(Sql.isCompiled(small, sql)).isTrue();
            assertThat(Sql.rows(small, sql)).as(sql).isEqualTo(Sql.rows(large, sql));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Test
    void explainAnalyzeTellsWhatWasSpilled() throws Exception {
        try (Connection small = engine.connect(SMALL); Connection large = engine.connect(Map.of())) {
            for (String sql : List.of(JOIN, GROUPS, SORT, IN, MATCHED, UNMATCHED)) {
                assertThat(String.join("\n", Sql.rows(small, "EXPLAIN ANALYZE " + sql))).as(sql)
                        .containsPattern("spilled bytes|spilled");
                assertThat(String.join("\n", Sql.rows(large, "EXPLAIN ANALYZE " + sql))).as(sql)
                        .doesNotContain("spilled");
            }
        }
        awaitNothingLeft();
    }

    @Test
    void severalAtATimeGiveTheSameRows() throws Exception {
        List<CompletableFuture<Void>> queries = Stream.of(JOIN, GROUPS, DISTINCT, SORT, IN, MATCHED, UNMATCHED)
                .map(sql -> CompletableFuture.runAsync(() -> check(sql), task -> Thread.ofVirtual().start(task)))
                .toList();
        queries.forEach(CompletableFuture::join);
        awaitNothingLeft();
    }

    @Test
    void cancellingLeavesNothing() throws Exception {
        try (Connection connection = engine.connect(Map.of("compiled_operator_memory", "1"));
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> spilling = CompletableFuture.runAsync(() -> {
                try {
                    statement.executeQuery("SELECT * FROM tpch.sf100.lineitem ORDER BY comment").next();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }, Thread::startVirtualThread);
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (space().bytes() == 0 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(left()).isNotEmpty();
            statement.cancel();
            assertThatThrownBy(spilling::join).hasMessageContaining("SQLException");
        }
        awaitNothingLeft();
    }

    @Test
    void aGroupThatDoesNotFitFailsAlone() throws Exception {
        String sql = "SELECT cardinality(array_agg(comment)) FROM tpch.tiny.lineitem";
        try (Connection small = engine.connect(Map.of("query_max_memory_per_node", "2MB"));
                Connection other = engine.connect(Map.of())) {
            assertThat(Sql.isCompiled(small, sql)).isTrue();
            assertThatThrownBy(() -> Sql.rows(small, sql))
                    .hasMessageContaining("exceeded per-node memory limit of 2MB");
            assertThat(Sql.rows(other, sql)).containsExactly("60175");
        }
        awaitNothingLeft();
    }
}
