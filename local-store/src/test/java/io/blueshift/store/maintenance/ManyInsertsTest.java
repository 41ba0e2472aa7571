package io.blueshift.store.maintenance;

import io.airlift.slice.Slices;
import io.blueshift.store.LocalStorePlugin;
import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.RetentionPolicy;
import io.trino.Session;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.testing.DistributedQueryRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.testing.TestingSession.testSessionBuilder;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static java.lang.Thread.sleep;
import static org.assertj.core.api.Assertions.assertThat;

/** Many single-row INSERTs leave few files, without anybody asking for it. */
class ManyInsertsTest {
    private static final int FILES_MAX = 50;

    @TempDir
    private Path directory;

    @Test
    void hundredsOfInsertsLeaveFewFiles() throws Exception {
        MaintenanceSettings settings = new MaintenanceSettings(
                true,
                Duration.ofMillis(100),
                CompactionSettings.BACKGROUND,
                // As the default, but three seconds are as thirty
                new RetentionPolicy(16, Duration.ofSeconds(3), Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1)));
        insertIntoStore(300, settings);
        awaitFewFiles(20);
    }

    @Test
    @Tag("slow")
    void tenThousandInsertsIntoTheStore() throws Exception {
        insertIntoStore(10_000, MaintenanceSettings.DEFAULT);
    }

    private void insertIntoStore(int inserts, MaintenanceSettings settings) throws Exception {
        try (LocalStore store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
                StoreMaintenance _ = StoreMaintenance.start(store, settings)) {
            StoreFixture fixture = new StoreFixture(store);
            UUID table = fixture.createTable("t", List.of(BIGINT, DOUBLE, VARCHAR, DATE));
            long start = System.nanoTime();
            for (int i = 0; i < inserts; i++) {
                fixture.insert(table, row(i));
            }
            report("store", inserts, start);
            awaitFewFiles(60);
            report("files: " + files(), 0, start);
            assertThat(store.table(table).current().rows()).isEqualTo(inserts);
        }
    }

    private static Page row(int i) {
        PageBuilder builder = new PageBuilder(List.of(BIGINT, DOUBLE, VARCHAR, DATE));
        builder.declarePosition();
        BIGINT.writeLong(builder.getBlockBuilder(0), i);
        DOUBLE.writeDouble(builder.getBlockBuilder(1), i / 100.0);
        VARCHAR.writeSlice(builder.getBlockBuilder(2), Slices.utf8Slice("customer " + i));
        DATE.writeLong(builder.getBlockBuilder(3), i / 100);
        return builder.build();
    }

    @Test
    @Tag("slow")
    void tenThousandInsertsThroughSql() throws Exception {
        Session session = testSessionBuilder().setCatalog("local").setSchema("default").build();
        try (DistributedQueryRunner runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build()) {
            runner.installPlugin(new LocalStorePlugin(directory));
            runner.createCatalog("local", "local");
            runner.execute("CREATE TABLE t (id bigint, amount double, name varchar, day date)");
            long start = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                runner.execute("INSERT INTO t VALUES (%d, 1.5, 'customer %d', DATE '2026-01-01')".formatted(i, i));
            }
            report("SQL", 10_000, start);
            awaitFewFiles(60);
            report("files: " + files(), 0, start);
            assertThat(runner.execute("SELECT count(*), sum(id) FROM t").getMaterializedRows().getFirst().getFields())
                    .containsExactly(10_000L, 49_995_000L);
        }
    }

    private static void report(String what, int count, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %d INSERTs, %.1f s, %.0f a second%n", what, count, seconds, count / seconds);
    }

    private void awaitFewFiles(int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (files() > FILES_MAX && System.nanoTime() < end) {
            sleep(100);
        }
        assertThat(files()).isLessThanOrEqualTo(FILES_MAX);
    }

    /** All files of the table: segments, delete vectors, manifests. */
    private long files() throws IOException {
        try (Stream<Path> tree = Files.walk(directory.resolve("tables"))) {
            return tree.filter(Files::isRegularFile).count();
        } catch (UncheckedIOException e) {
            // A file went while the tree was walked
            return Long.MAX_VALUE;
        }
    }
}
