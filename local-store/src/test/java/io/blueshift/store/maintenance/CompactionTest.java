package io.blueshift.store.maintenance;

import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.catalog.SegmentChange;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.SortKey;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

/** Compaction keeps the rows and improves the segments. */
class CompactionTest {
    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;

    @BeforeEach
    void open() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private TableMaintenance maintenance(LocalTable table, CompactionSettings settings) {
        return new TableMaintenance(
                table,
                new Compactor(store, new StoreErrors("test")),
                new CompactionPlanner(store.zoneMappers(), settings));
    }

    private static Page numbers(long... values) {
        BlockBuilder builder = BIGINT.createBlockBuilder(null, values.length);
        for (long value : values) {
            BIGINT.writeLong(builder, value);
        }
        return new Page(builder.build());
    }

    private List<Long> read(TableVersion version) throws IOException {
        List<Long> values = new ArrayList<>();
        for (Page page : fixture.read(version)) {
            for (int i = 0; i < page.getPositionCount(); i++) {
                values.add(BIGINT.getLong(page.getBlock(0), i));
            }
        }
        return values;
    }

    @Test
    void smallSegmentsAreMergedInLogarithmicManySteps() throws IOException {
        UUID id = fixture.createTable("t", List.of(BIGINT));
        LocalTable table = store.table(id);
        TableMaintenance maintenance = maintenance(table, CompactionSettings.BACKGROUND);
        long written = 0;
        for (int i = 0; i < 1000; i++) {
            fixture.insert(id, numbers(i));
            TableMaintenance.Summary done = maintenance.compact(() -> false);
            assertThat(done.complete()).isTrue();
            written += done.rowsWritten();
            assertThat(table.current().segments().size()).isLessThanOrEqualTo(10);
        }
        // log2(1000) = 10 times each
        assertThat(written).isLessThanOrEqualTo(10_000);
        assertThat(read(table.current())).hasSize(1000).doesNotHaveDuplicates();
        assertThat(table.current().commit().operation()).isEqualTo("compact");
    }

    @Test
    void deletedRowsAreDropped() throws IOException {
        UUID id = fixture.createTable("t", List.of(BIGINT));
        LocalTable table = store.table(id);
        fixture.insert(id, numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        delete(id, 0);
        TableMaintenance maintenance = maintenance(table, CompactionSettings.BACKGROUND);
        assertThat(maintenance.compact(() -> false).tasks()).isZero();
        delete(id, 0, 9);
        assertThat(maintenance.compact(() -> false).tasks()).isEqualTo(1);
        assertThat(table.current().segments()).singleElement().satisfies(segment -> {
            assertThat(segment.rows()).isEqualTo(8);
            assertThat(segment.deletes()).isEmpty();
        });
        assertThat(read(table.current())).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        table.expire(RetentionPolicy.olderThan(Duration.ZERO));
        assertThat(store.dataDirectory(id).toFile().list()).hasSize(1);
    }

    private void delete(UUID id, int... positions) throws IOException {
        TableVersion base = store.table(id).current();
        SegmentEntry segment = base.segments().getFirst();
        SegmentEntry changed = segment.withDeletes(
                DeleteVectorFile.write(
                        store.dataDirectory(id),
                        UUID.randomUUID() + ".del",
                        segment.id(),
                        RoaringBitmap.bitmapOf(positions)));
        store.table(id)
                .commit(
                        new SegmentChange(
                                "t",
                                "delete",
                                base,
                                Map.of(segment.id(), Optional.of(changed)),
                                List.of(),
                                0,
                                1));
    }

    @Test
    void overlappingSegmentsBecomeDisjoint() throws IOException {
        UUID id = fixture.createTable("t", List.of(BIGINT));
        LocalTable table = store.table(id);
        table.commit(
                version -> version.withProperties(SortKey.set(version.properties(), List.of("c1"), version.columns())));
        Random random = new Random(3);
        long sum = 0;
        for (int segment = 0; segment < 4; segment++) {
            long[] values = random.longs(600_000, 0, 1000L * (segment + 1)).toArray();
            fixture.insert(id, numbers(values));
            sum += Arrays.stream(values).sum();
        }
        TableMaintenance maintenance = maintenance(table, CompactionSettings.BACKGROUND);
        TableMaintenance.Summary done = maintenance.compact(() -> false);
        assertThat(done.complete()).isTrue();
        List<Long> values = read(table.current());
        assertThat(values).hasSize(2_400_000);
        assertThat(values.stream().mapToLong(Long::longValue).sum()).isEqualTo(sum);
        assertThat(new KeyRuns(table.current(), store.zoneMappers()).runs(table.current().segments())).hasSize(1);
        assertThat(maintenance.compact(() -> false).tasks()).isZero();
        // A small segment over the whole range is not worth rewriting everything
        fixture.insert(id, numbers(0, 4000));
        assertThat(maintenance.compact(() -> false).rowsWritten()).isLessThan(400_000);
    }

    @Test
    void aChangedSortKeySortsWhatIsThere() throws IOException {
        UUID id = fixture.createTable("t", List.of(BIGINT));
        LocalTable table = store.table(id);
        fixture.insert(id, numbers(5, 3, 4));
        table.commit(
                version -> version.withProperties(SortKey.set(version.properties(), List.of("c1"), version.columns())));
        maintenance(table, CompactionSettings.BACKGROUND).compact(() -> false);
        assertThat(read(table.current())).containsExactly(3L, 4L, 5L);
    }

    @Test
    void nothingIsMovedUnderAStatementThatChangesRows() throws IOException {
        UUID id = fixture.createTable("t", List.of(BIGINT));
        LocalTable table = store.table(id);
        fixture.insert(id, numbers(1));
        fixture.insert(id, numbers(2));
        TableMaintenance maintenance = maintenance(table, CompactionSettings.BACKGROUND);
        TableVersion base = table.current();
        // The statement begins while a compaction is at work
        CompactionTask task = CompactionTask.rewrite(base.segments(), false);
        table.beginRowChange();
        Compactor.Result result = new Compactor(store, new StoreErrors("test")).run(table, base, task, () -> false);
        assertThat(result.outcome()).isEqualTo(Compactor.Outcome.IN_THE_WAY);
        assertThat(store.dataDirectory(id).toFile().list()).hasSize(2);
        assertThat(maintenance.compact(() -> false).complete()).isFalse();
        table.endRowChange();
        assertThat(maintenance.compact(() -> false).tasks()).isEqualTo(1);
        assertThat(table.current().segments()).hasSize(1);
    }

    @Test
    void readersWritersAndDeletesGoOnMeanwhile() throws Exception {
        UUID id = fixture.createTable("t", List.of(BIGINT));
        LocalTable table = store.table(id);
        MaintenanceSettings settings = new MaintenanceSettings(
                true,
                Duration.ofMillis(1),
                CompactionSettings.BACKGROUND,
                RetentionPolicy.olderThan(Duration.ofMillis(50)));
        try (StoreMaintenance _ = StoreMaintenance.start(store, settings);
                ExecutorService threads = Executors.newFixedThreadPool(5)) {
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readUntil(done, table)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writers.add(threads.submit(() -> insertPairs(id)));
            }
            writers.add(threads.submit(() -> deletePairs(id)));
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        TableMaintenance.Summary last = maintenance(table, CompactionSettings.thorough()).compact(() -> false);
        assertThat(last.complete()).isTrue();
        assertThat(table.current().segments()).hasSize(1);
        assertThat(read(table.current()).stream().mapToLong(Long::longValue).sum()).isZero();
        assertThat(read(table.current())).hasSize((int) table.current().rows()).hasSize(2 * 2 * 100 - 2 * 50);
    }

    private Object insertPairs(UUID id) throws IOException {
        for (int i = 1; i <= 100; i++) {
            fixture.insert(id, numbers(i, -i));
        }
        return true;
    }

    /** Deletes the first two live rows of some segment: a pair, because segments keep the order of rows. */
    private Object deletePairs(UUID id) throws Exception {
        LocalTable table = store.table(id);
        for (int deleted = 0; deleted < 50;) {
            table.beginRowChange();
            TableVersion base = table.pin();
            try {
                if (!base.segments().isEmpty()) {
                    SegmentEntry segment = base.segments().getLast();
                    RoaringBitmap rows = segment.deletes().isPresent()
                            ? DeleteVectorFile.read(store.dataDirectory(id), segment.deletes().get(), segment.id())
                            : new RoaringBitmap();
                    int first = (int) rows.nextAbsentValue(0);
                    rows.add((long) first, first + 2L);
                    Optional<SegmentEntry> left = rows.getLongCardinality() == segment.rows()
                            ? Optional.empty()
                            : Optional.of(
                                    segment.withDeletes(
                                            DeleteVectorFile.write(
                                                    store.dataDirectory(id),
                                                    UUID.randomUUID() + ".del",
                                                    segment.id(),
                                                    rows)));
                    table.commit(
                            new SegmentChange("t", "delete", base, Map.of(segment.id(), left), List.of(), 0, 2));
                    deleted++;
                }
            } finally {
                table.unpin(base.version());
                table.endRowChange();
            }
            Thread.sleep(1);
        }
        return true;
    }

    private Object readUntil(AtomicBoolean done, LocalTable table) throws IOException {
        while (!done.get()) {
            TableVersion version = table.pin();
            try {
                List<Long> values = read(version);
                assertThat(values.stream().mapToLong(Long::longValue).sum()).isZero();
                assertThat(values).hasSize((int) version.rows());
            } finally {
                table.unpin(version.version());
            }
        }
        return true;
    }
}
