package io.blueshift.store.maintenance;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.ColumnEncodings;
import io.blueshift.store.catalog.CommitInDoubtException;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.SegmentChange;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.format.SegmentFormat;
import io.blueshift.store.scan.ScanColumn;
import io.blueshift.store.scan.SegmentPageSource;
import io.blueshift.store.scan.SegmentSlice;
import io.blueshift.store.write.RowSorter;
import io.blueshift.store.write.SegmentBuilder;
import io.blueshift.store.write.SegmentOrder;
import io.blueshift.store.write.TableWriter;
import io.blueshift.store.write.WriteColumn;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Carries out {@link CompactionTask}s. Thread-safe. */
public final class Compactor {
    private final LocalStore store;
    private final StoreErrors errors;

    /** How a task ended. */
    public enum Outcome {
        COMMITTED,
        /** What was read has changed meanwhile, or a statement is changing rows. Nothing is left of the work. */
        IN_THE_WAY,
        /** Told to stop. Nothing is left of the work. */
        STOPPED
    }

    /** @param outputs empty unless committed */
    public record Result(Outcome outcome, List<SegmentEntry> outputs) {}

    public Compactor(LocalStore store, StoreErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    /**
     * @param base the version the task is of, pinned by the caller
     * @param stopped asked now and then
     */
    public Result run(LocalTable table, TableVersion base, CompactionTask task, BooleanSupplier stopped) {
        List<WriteColumn> columns = base.columns().stream()
                .map(
                        column -> new WriteColumn(
                                column.id(),
                                column.type(),
                                ColumnEncodings.of(base, column.id())))
                .toList();
        SegmentOrder order = SegmentOrder.of(base.sortKey(), columns, store.zoneMappers());
        TableWriter writer = new TableWriter(
                table.dataDirectory(),
                "compact" + UUID.randomUUID().toString().replace("-", ""),
                () -> new SegmentBuilder(columns, order, store.zoneMappers()),
                rowsPerSegment(task.rows()));
        try {
            boolean complete = task.merge()
                    ? merge(base, task, writer, stopped)
                    : copy(base, task, writer, stopped);
            List<SegmentEntry> outputs = complete ? writer.finish() : List.of();
            boolean committed = complete && table.commitCompaction(
                    SegmentChange.compaction(table.id().toString(), base, task.inputs(), outputs));
            if (!committed) {
                writer.abort();
                return new Result(complete ? Outcome.IN_THE_WAY : Outcome.STOPPED, List.of());
            }
            return new Result(Outcome.COMMITTED, outputs);
        } catch (IOException e) {
            throw new UncheckedIOException(abort(writer, e));
        } catch (CommitInDoubtException e) {
            // The files may be those of the next start's version
            throw e;
        } catch (RuntimeException e) {
            throw abort(writer, e);
        }
    }

    private static <E extends Exception> E abort(TableWriter writer, E cause) {
        try {
            writer.abort();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    /** Equal shares, so that the last segment is no small one. */
    private static long rowsPerSegment(long rows) {
        long segments = Math.max(1, Math.ceilDiv(rows, SegmentFormat.SEGMENT_ROWS));
        return Math.max(1, Math.ceilDiv(rows, segments));
    }

    private boolean copy(TableVersion base, CompactionTask task, TableWriter writer, BooleanSupplier stopped)
            throws IOException {
        try (RunCursor rows = open(base, task.inputs())) {
            while (rows.nextPage()) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                writer.append(rows.page());
            }
            return true;
        }
    }

    private boolean merge(TableVersion base, CompactionTask task, TableWriter writer, BooleanSupplier stopped)
            throws IOException {
        List<Type> types = base.columns().stream().map(ColumnDefinition::type).toList();
        List<Integer> ids = base.columns().stream().map(ColumnDefinition::id).toList();
        int[] channels = base.sortKey().stream().mapToInt(ids::indexOf).toArray();
        RowSorter order = new RowSorter(
                base.sortKey().stream().map(id -> types.get(ids.indexOf(id))).toList(),
                store.zoneMappers().operators());
        List<RunCursor> runs = new ArrayList<>();
        try {
            task.runs().forEach(run -> runs.add(open(base, run)));
            return new RunMerger(types, order, channels, writer).merge(runs, stopped);
        } finally {
            for (RunCursor run : runs) {
                run.close();
            }
        }
    }

    private RunCursor open(TableVersion base, List<SegmentEntry> segments) {
        SegmentPageSource.Scan scan = new SegmentPageSource.Scan(
                store.dataDirectory(base.tableId()),
                base.columns().stream().map(ScanColumn::of).toList(),
                TupleDomain::all,
                store.zoneMappers(),
                store.cache(),
                errors,
                MemoryContext.NO_LIMIT);
        List<SegmentSlice> slices = segments.stream()
                .map(segment -> SegmentSlice.of(base.segments().indexOf(segment), segment, 0, segment.blocks()))
                .toList();
        return new RunCursor(new SegmentPageSource(scan, slices));
    }
}
