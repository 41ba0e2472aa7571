package io.blueshift.connector.jdbc;

import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** Staging tables of killed writers go away with the next write to their schema; nothing else does. */
@TestInstance(PER_CLASS)
public abstract class AbandonedStagingContract {
    private static final String RANDOM = "0011223344556677";
    private static final String OLD = StagingTables.name(Instant.now().minus(Duration.ofHours(30)), RANDOM);
    private static final String OLD_BUT_USED = StagingTables.name(Instant.now().minus(Duration.ofHours(31)), RANDOM);
    private static final String RECENT = StagingTables.name(Instant.now().minus(Duration.ofHours(20)), RANDOM);
    private static final String SOMEBODY_ELSES = "blueshift_staging_notes";

    private QueryRunner runner;

    /** Starts the source, and an engine with a catalog over it whose schema {@code tpch} is empty. */
    protected abstract QueryRunner start() throws Exception;

    protected abstract void stopSource();

    /** A connection to the source itself; unquoted names are in lower case. */
    protected abstract Connection connect() throws SQLException;

    /** A further catalog over the source: each looks for itself. */
    protected abstract void createCatalog(QueryRunner runner, String name, Map<String, String> properties);

    @BeforeAll
    void startAll() throws Exception {
        runner = start();
    }

    @AfterAll
    void stopAll() {
        runner.close();
        stopSource();
    }

    @Test
    void theNextWriteDropsWhatWasLeftBehind() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String name : new String[]{OLD, OLD_BUT_USED, RECENT, SOMEBODY_ELSES, "target"}) {
                statement.execute("CREATE TABLE tpch." + name + " (x integer)");
            }
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO tpch." + OLD_BUT_USED + " VALUES (1)");
            createCatalog(runner, "patient", Map.of("write.staging-max-age", "40h"));
            runner.execute("INSERT INTO patient.tpch.target VALUES 1");
            assertThat(tables()).contains(OLD, OLD_BUT_USED, RECENT, SOMEBODY_ELSES);

            createCatalog(runner, "cleaning", Map.of());
            Instant begin = Instant.now();
            runner.execute("INSERT INTO cleaning.tpch.target VALUES 2, 3");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(15));
            assertThat(tables()).containsExactlyInAnyOrder("target", OLD_BUT_USED, RECENT, SOMEBODY_ELSES);
            connection.rollback();
        }
        // Once its writer is gone, the next one that looks drops it; also for a new table
        createCatalog(runner, "later", Map.of());
        runner.execute("CREATE TABLE later.tpch.made AS SELECT x + 1 AS y FROM cleaning.tpch.target");
        assertThat(tables()).containsExactlyInAnyOrder("target", "made", RECENT, SOMEBODY_ELSES);
        assertThat(runner.execute("SELECT sum(y) FROM later.tpch.made").getOnlyValue()).isEqualTo(9L);
    }

    private Iterable<Object> tables() {
        return runner.execute("SHOW TABLES").getOnlyColumnAsSet();
    }
}
