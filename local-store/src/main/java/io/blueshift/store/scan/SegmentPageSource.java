package io.blueshift.store.scan;

import io.blueshift.executor.scan.EncodedPageSource;
import io.blueshift.executor.scan.ScanBatch;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.filter.Selection;
import io.blueshift.store.format.SegmentCache;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;
import io.trino.spi.predicate.TupleDomain;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads slices of segments, one block range per page. Ranges that the predicate excludes by their zone maps are not
 * read; of the others, first the columns of the predicate, then, if any row passed, and only for the rows that did, the
 * columns that somebody asks for. The predicate is asked anew for every range, so a dynamic filter that arrives late
 * still helps. Rows that do not match are returned only where {@link io.blueshift.store.filter.ColumnFilter} is not
 * exact. Not thread-safe.
 */
public final class SegmentPageSource implements EncodedPageSource {
    private final Scan scan;
    private final Iterator<SegmentSlice> slices;
    private final ScanCounts counts = new ScanCounts();
    private final Selection selection = new Selection();
    private Optional<OpenSlice> open = Optional.empty();
    private TupleDomain<ScanColumn> predicate = TupleDomain.all();
    private RowFilter filter = new RowFilter(TupleDomain.all());
    private long closedBytes;
    private long closedNanos;
    private boolean finished;

    /**
     * What to read.
     *
     * @param dataDirectory of the table
     * @param predicate current at each call; may narrow over time
     */
    public record Scan(Path dataDirectory, List<ScanColumn> columns, Supplier<TupleDomain<ScanColumn>> predicate,
            ZoneMappers zoneMappers, SegmentCache cache, StoreErrors errors, MemoryContext memory) {}

    /** A segment being read, up to and without {@code endBlock}. */
    private static final class OpenSlice {
        private final SegmentReader reader;
        private final SegmentSlice slice;
        private final RoaringBitmap deletes;
        private final int endBlock;
        private int nextBlock;
        /** Position in the segment of the next block's first row. */
        private int nextPosition;

        private OpenSlice(SegmentReader reader, SegmentSlice slice, RoaringBitmap deletes) {
            this.reader = reader;
            this.slice = slice;
            this.deletes = deletes;
            this.nextBlock = slice.firstBlock();
            this.endBlock = slice.firstBlock() + slice.blocks();
            for (int block = 0; block < nextBlock; block++) {
                nextPosition += reader.footer().blockRows().get(block);
            }
        }

        private BlockColumns next(ZoneMappers mappers, ScanCounts counts) {
            BlockColumns columns = new BlockColumns(reader, nextBlock, slice.segment(), nextPosition, mappers,
                    counts);
            nextBlock++;
            nextPosition += columns.rows();
            return columns;
        }
    }

    public SegmentPageSource(Scan scan, List<SegmentSlice> slices) {
        this.scan = scan;
        this.slices = slices.iterator();
    }

    @Override
    public SourcePage getNextSourcePage() {
        return nextBatch().map(LazyPage::new).orElse(null);
    }

    @Override
    public Optional<ScanBatch> nextBatch() {
        try {
            return next();
        } catch (IOException | RuntimeException e) {
            throw scan.errors().translate(e);
        }
    }

    private Optional<ScanBatch> next() throws IOException {
        scan.memory().setBytes(0);
        while (currentPredicate()) {
            Optional<OpenSlice> slice = sliceWithBlocks();
            if (slice.isEmpty()) {
                break;
            }
            BlockColumns columns = slice.get().next(scan.zoneMappers(), counts);
            if (!filter.mayMatch(columns)) {
                counts.rangeSkipped();
                continue;
            }
            select(columns, slice.get().deletes);
            if (!selection.isEmpty()) {
                Optional<int[]> selected = selection.isAll() ? Optional.empty() : Optional.of(selection.copy());
                return Optional.of(new SegmentBatch(columns, scan.columns(), selected, scan.errors(), scan.memory()));
            }
        }
        finish();
        return Optional.empty();
    }

    private void select(BlockColumns columns, RoaringBitmap deletes) throws IOException {
        counts.rangeRead();
        selection.reset(columns.rows());
        LiveRows.of(deletes, columns.firstPosition(), columns.rows()).ifPresent(selection::only);
        filter.apply(columns, selection);
        counts.rowsPassed(selection.count());
    }

    /** Makes the filter the current one; false if it lets nothing pass. */
    private boolean currentPredicate() {
        TupleDomain<ScanColumn> now = scan.predicate().get();
        if (now != predicate && !now.equals(predicate) && !now.isNone()) {
            filter = new RowFilter(now);
        }
        predicate = now;
        return !now.isNone();
    }

    private Optional<OpenSlice> sliceWithBlocks() throws IOException {
        while (open.isEmpty() || open.get().nextBlock == open.get().endBlock) {
            closeSlice();
            if (!slices.hasNext()) {
                return Optional.empty();
            }
            SegmentSlice slice = slices.next();
            Path file = scan.dataDirectory().resolve(slice.file());
            RoaringBitmap deletes = deletes(slice);
            SegmentReader reader = scan.cache().open(file, slice.fileBytes(), slice.footerBytes());
            open = Optional.of(new OpenSlice(reader, slice, deletes));
        }
        return open;
    }

    private RoaringBitmap deletes(SegmentSlice slice) throws IOException {
        return slice.deletes().isEmpty()
                ? new RoaringBitmap()
                : DeleteVectorFile.read(scan.dataDirectory(), slice.deletes().get(), slice.segmentId());
    }

    @Override
    public long getCompletedBytes() {
        return closedBytes + open.map(slice -> slice.reader.bytesRead()).orElse(0L);
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return OptionalLong.of(counts.rowsPassed());
    }

    @Override
    public long getReadTimeNanos() {
        return closedNanos + open.map(slice -> slice.reader.readNanos()).orElse(0L);
    }

    @Override
    public Metrics getMetrics() {
        return counts.metrics();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    private void closeSlice() throws IOException {
        if (open.isPresent()) {
            closedBytes += open.get().reader.bytesRead();
            closedNanos += open.get().reader.readNanos();
            counts.bytesFound(open.get().reader.bytesFound());
            SegmentReader reader = open.get().reader;
            open = Optional.empty();
            reader.close();
        }
    }

    private void finish() throws IOException {
        finished = true;
        closeSlice();
    }

    @Override
    public void close() throws IOException {
        finish();
        scan.memory().setBytes(0);
    }
}
