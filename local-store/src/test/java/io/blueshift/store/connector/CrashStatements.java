package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.maintenance.CompactionTask;
import io.blueshift.store.maintenance.Compactor;
import io.blueshift.store.scan.RowIds;
import io.blueshift.store.scan.ScanColumn;
import io.blueshift.store.scan.SegmentPageSource;
import io.blueshift.store.scan.SegmentSlice;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.TupleDomain;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

import static io.trino.spi.type.BigintType.BIGINT;

/** The statements of {@link CrashScript} as the connector carries them out, without an engine. */
final class CrashStatements {
    private final LocalStore store;
    private final StoreErrors errors = new StoreErrors("local");

    CrashStatements(LocalStore store) {
        this.store = store;
    }

    /** Takes a row: its place, its key, how often it was updated. */
    interface Row {
        void accept(long rowId, long key, long updates);
    }

    void run(long step) throws IOException {
        SchemaTableName name = name(CrashScript.table(step));
        switch (CrashScript.kind(step)) {
            case CREATE -> create(name, SaveMode.FAIL);
            case REPLACE -> create(name, SaveMode.REPLACE);
            case INSERT -> insert(name, step);
            case DELETE -> change(name, key -> CrashScript.touches(step, key), Optional.empty());
            case UPDATE -> change(name, key -> CrashScript.touches(step, key), Optional.of(n -> n + 1));
            case TRUNCATE -> table(name).commit(version -> version.withSegments("truncate", List.of()));
            case COMPACT -> compact(table(name));
            case EXPIRE -> table(name)
                    .expire(new RetentionPolicy(3, Duration.ofDays(1), Duration.ZERO, Duration.ZERO, Duration.ZERO));
            case DROP_PREVIOUS -> store.changeNames(
                    names -> names.table(name(CrashScript.previousTable(step))).isEmpty()
                            ? names
                            : names.removeTable(name(CrashScript.previousTable(step))));
        }
    }

    private static SchemaTableName name(String table) {
        return new SchemaTableName("default", table);
    }

    LocalTable table(SchemaTableName name) {
        return store.table(store.names().table(name).orElseThrow());
    }

    void create(SchemaTableName name, SaveMode mode) {
        LocalTransaction transaction = new LocalTransaction(store);
        try {
            List<ColumnMetadata> columns = List
                    .of(new ColumnMetadata("key", BIGINT), new ColumnMetadata("updates", BIGINT));
            new RowWrites(store, transaction).createTable(new ConnectorTableMetadata(name, columns), mode);
        } finally {
            transaction.close();
        }
    }

    private void insert(SchemaTableName name, long step) {
        PageBuilder rows = new PageBuilder(List.of(BIGINT, BIGINT));
        for (int row = 0; row < CrashScript.insertedRows(step); row++) {
            add(rows, CrashScript.insertedKey(step, row), 0);
        }
        insert(name, rows.build());
    }

    void insert(SchemaTableName name, Page rows) {
        LocalTransaction transaction = new LocalTransaction(store);
        try {
            RowWrites writes = new RowWrites(store, transaction);
            LocalTableHandle table = handle(name, transaction);
            LocalWriteHandle write = writes
                    .beginInsert(table, columns(transaction.version(table)));
            writes.finishInsert(write, write(write, rows));
        } finally {
            transaction.close();
        }
    }

    private LocalTableHandle handle(SchemaTableName name, LocalTransaction transaction) {
        return new TableReading(store, transaction, new TableStatistician(store.zoneMappers())).tableHandle(name)
                .orElseThrow();
    }

    private static List<LocalColumnHandle> columns(TableVersion version) {
        return version.columns().stream().map(TableReading::toHandle).toList();
    }

    static void add(PageBuilder rows, long key, long updates) {
        rows.declarePosition();
        BIGINT.writeLong(rows.getBlockBuilder(0), key);
        BIGINT.writeLong(rows.getBlockBuilder(1), updates);
    }

    private List<Slice> write(LocalWriteHandle write, Page rows) {
        LocalPageSink sink = new LocalPageSinkProvider(store, errors).createSink(write);
        sink.appendPage(rows);
        return List.copyOf(sink.finish().join());
    }

    /** Deletes rows, or gives them another number. */
    void change(SchemaTableName name, LongPredicate touched, Optional<LongUnaryOperator> update) throws IOException {
        LocalTransaction transaction = new LocalTransaction(store);
        try {
            RowChanges changes = new RowChanges(store, transaction, new RowWrites(store, transaction));
            LocalMergeHandle merge = changes.beginMerge(handle(name, transaction));
            Map<Integer, RoaringBitmap> deleted = new HashMap<>();
            PageBuilder inserted = new PageBuilder(List.of(BIGINT, BIGINT));
            read(transaction.version(merge.table()), (rowId, key, updates) -> {
                if (touched.test(key)) {
                    deleted.computeIfAbsent(RowIds.segment(rowId), _ -> new RoaringBitmap())
                            .add(RowIds.position(rowId));
                    update.ifPresent(change -> add(inserted, key, change.applyAsLong(updates)));
                }
            });
            List<Slice> fragments = new ArrayList<>();
            if (!inserted.isEmpty()) {
                write(merge.write(), inserted.build())
                        .forEach(segment -> fragments.add(MergeFragments.inserted(segment)));
            }
            deleted.forEach((segment, rows) -> fragments.add(MergeFragments.deleted(segment, rows)));
            changes.finishMerge(merge, fragments);
        } finally {
            transaction.close();
        }
    }

    /** Reads every row of a version. */
    void read(TableVersion version, Row row) throws IOException {
        List<ScanColumn> columns = new ArrayList<>(version.columns().stream().map(ScanColumn::of).toList());
        columns.add(ScanColumn.rowId());
        List<SegmentSlice> slices = new ArrayList<>();
        version.segments().forEach(
                segment -> slices.add(SegmentSlice.of(slices.size(), segment, 0, segment.blocks())));
        SegmentPageSource.Scan scan = new SegmentPageSource.Scan(
                store.dataDirectory(version.tableId()),
                columns,
                TupleDomain::all,
                store.zoneMappers(),
                store.cache(),
                errors,
                MemoryContext.NO_LIMIT);
        try (SegmentPageSource source = new SegmentPageSource(scan, slices)) {
            while (!source.isFinished()) {
                SourcePage page = source.getNextSourcePage();
                for (int i = 0; page != null && i < page.getPositionCount(); i++) {
                    row.accept(
                            BIGINT.getLong(page.getBlock(2), i),
                            BIGINT.getLong(page.getBlock(0), i),
                            BIGINT.getLong(page.getBlock(1), i));
                }
            }
        }
    }

    void compact(LocalTable table) {
        TableVersion base = table.pin();
        try {
            CompactionTask task = new CompactionTask(List.of(base.segments()), false, true);
            new Compactor(store, errors).run(table, base, task, () -> false);
        } finally {
            table.unpin(base.version());
        }
    }
}
