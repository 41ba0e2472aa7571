package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentChange;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.trino.spi.TrinoException;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_FAULT;

/** DELETE, UPDATE and MERGE: rows of the version that the statement sees go, new ones come, in one commit. */
final class RowChanges {
    private final LocalStore store;
    private final LocalTransaction transaction;
    private final RowWrites writes;

    RowChanges(LocalStore store, LocalTransaction transaction, RowWrites writes) {
        this.store = store;
        this.transaction = transaction;
        this.writes = writes;
    }

    LocalMergeHandle beginMerge(LocalTableHandle table) {
        MaterializedViews.requireWritable(table);
        List<LocalColumnHandle> columns = transaction.version(table).columns().stream().map(TableReading::toHandle)
                .toList();
        return new LocalMergeHandle(table, writes.beginInsert(table, columns));
    }

    void finishMerge(LocalMergeHandle merge, Collection<Slice> fragments) {
        MergeFragments rows = MergeFragments.read(fragments);
        List<SegmentEntry> added = writes.segments(merge.write(), rows.inserted());
        if (!added.isEmpty() || !rows.deleted().isEmpty()) {
            store.table(merge.table().tableId()).commit(change(merge, rows, added));
        }
        transaction.writeCommitted(merge.write());
    }

    private SegmentChange change(LocalMergeHandle merge, MergeFragments rows, List<SegmentEntry> added) {
        TableVersion base = transaction.version(merge.table());
        long addedRows = added.stream().mapToLong(SegmentEntry::rows).sum();
        long deletedRows = rows.deleted().values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
        Map<UUID, Optional<SegmentEntry>> replaced = new HashMap<>();
        rows.deleted().forEach((index, deleted) -> {
            SegmentEntry segment = base.segments().get(index);
            replaced.put(segment.id(), withDeletes(merge.write(), segment, deleted));
        });
        return new SegmentChange(
                merge.table().name().toString(),
                operation(addedRows, deletedRows),
                base,
                replaced,
                added,
                addedRows,
                deletedRows);
    }

    /** The engine does not say which statement it is: an UPDATE adds what it deletes. */
    private static String operation(long addedRows, long deletedRows) {
        if (addedRows == 0) {
            return "delete";
        }
        return addedRows == deletedRows ? "update" : "merge";
    }

    /** The segment with more rows deleted; empty if none is left. */
    private Optional<SegmentEntry> withDeletes(LocalWriteHandle write, SegmentEntry segment, RoaringBitmap deleted) {
        Path directory = store.dataDirectory(write.tableId());
        try {
            RoaringBitmap all = deleted;
            if (segment.deletes().isPresent()) {
                RoaringBitmap before = DeleteVectorFile.read(directory, segment.deletes().get(), segment.id());
                if (RoaringBitmap.intersects(before, deleted)) {
                    throw new TrinoException(LOCAL_STORE_FAULT,
                            "Rows of %s are deleted twice".formatted(segment.file()));
                }
                all = RoaringBitmap.or(before, deleted);
            }
            if (all.getLongCardinality() == segment.rows()) {
                return Optional.empty();
            }
            String file = "%s-%s.del".formatted(write.writeId(), segment.id());
            DeleteVector vector = DeleteVectorFile.write(directory, file, segment.id(), all);
            return Optional.of(segment.withDeletes(vector));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes every row that the statement sees, without reading them. */
    OptionalLong deleteAll(LocalTableHandle table) {
        MaterializedViews.requireWritable(table);
        TableVersion base = transaction.version(table);
        if (base.rows() > 0) {
            store.table(table.tableId()).commit(SegmentChange.deleteAll(table.name().toString(), base));
        }
        return OptionalLong.of(base.rows());
    }
}
