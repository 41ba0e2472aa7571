package io.blueshift.store.scan;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.widening.Widening;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_FAULT;

/**
 * Reads slices of segments, one block range per page. Ranges that the predicate excludes by their zone maps are not
 * read, nor are columns that nobody asks for. The predicate is asked anew for every range, so a dynamic filter that
 * arrives late still helps. Rows that do not match may be returned. Not thread-safe.
 */
public final class SegmentPageSource implements ConnectorPageSource {
    private final Scan scan;
    private final Iterator<SegmentSlice> slices;
    private Optional<OpenSlice> open = Optional.empty();
    private long closedBytes;
    private long closedNanos;
    private long positions;
    private long loadedBytes;
    private boolean finished;

    /**
     * What to read.
     *
     * @param dataDirectory of the table
     * @param predicate current at each call; may narrow over time
     */
    public record Scan(Path dataDirectory, List<ScanColumn> columns, Supplier<TupleDomain<ScanColumn>> predicate,
            ZoneMappers zoneMappers, StoreErrors errors, MemoryContext memory) {}

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
                nextPosition += rows(block);
            }
        }

        private int rows(int block) {
            return reader.footer().blockRows().get(block);
        }
    }

    public SegmentPageSource(Scan scan, List<SegmentSlice> slices) {
        this.scan = scan;
        this.slices = slices.iterator();
    }

    @Override
    public SourcePage getNextSourcePage() {
        try {
            return nextPage().orElse(null);
        } catch (IOException | RuntimeException e) {
            throw scan.errors().translate(e);
        }
    }

    /** Empty once there are no more. */
    private Optional<SourcePage> nextPage() throws IOException {
        loadedBytes = 0;
        scan.memory().setBytes(0);
        TupleDomain<ScanColumn> predicate = scan.predicate().get();
        while (!predicate.isNone()) {
            Optional<OpenSlice> slice = sliceWithBlocks();
            if (slice.isEmpty()) {
                break;
            }
            Optional<SourcePage> page = nextBlock(slice.get(), predicate.getDomains().orElseThrow());
            if (page.isPresent()) {
                positions += page.get().getPositionCount();
                return page;
            }
        }
        finish();
        return Optional.empty();
    }

    /** Empty if none of the block's rows is wanted. */
    private Optional<SourcePage> nextBlock(OpenSlice slice, Map<ScanColumn, Domain> domains) {
        int block = slice.nextBlock++;
        int rows = slice.rows(block);
        int first = slice.nextPosition;
        slice.nextPosition += rows;
        if (!mayMatch(slice.reader, block, domains)) {
            return Optional.empty();
        }
        LazyPage page = new LazyPage(
                rows,
                scan.columns().size(),
                channel -> scan.columns().get(channel).isRowId()
                        ? RowIds.consecutive(slice.slice.segment(), first, rows)
                        : load(slice.reader, block, scan.columns().get(channel)));
        LiveRows.of(slice.deletes, first, rows).ifPresent(live -> page.selectPositions(live, 0, live.length));
        return page.getPositionCount() == 0 ? Optional.empty() : Optional.of(page);
    }

    private RoaringBitmap deletes(SegmentSlice slice) throws IOException {
        return slice.deletes().isEmpty()
                ? new RoaringBitmap()
                : DeleteVectorFile.read(scan.dataDirectory(), slice.deletes().get(), slice.segmentId());
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
            SegmentReader reader = new SegmentReader(file, slice.fileBytes(), slice.footerBytes());
            open = Optional.of(new OpenSlice(reader, slice, deletes));
        }
        return open;
    }

    private boolean mayMatch(SegmentReader reader, int block, Map<ScanColumn, Domain> domains) {
        for (Map.Entry<ScanColumn, Domain> entry : domains.entrySet()) {
            ZoneMap zone = reader.footer().chunk(entry.getKey().id())
                    .map(chunk -> zone(chunk, block, entry.getKey()))
                    .orElseGet(() -> ZoneMap.allNull(reader.footer().blockRows().get(block)));
            if (!zone.mayMatch(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private ZoneMap zone(ColumnChunk chunk, int block, ScanColumn column) {
        Type stored = scan.zoneMappers().storedType(chunk.typeId());
        ZoneMap zone = scan.zoneMappers().of(stored).read(ByteReader.copyOf(chunk.blocks().get(block).zone()));
        return widening(stored, column).apply(zone);
    }

    private static Widening widening(Type stored, ScanColumn column) {
        return Widening.between(stored, column.type()).orElseThrow(() -> new TrinoException(
                LOCAL_STORE_FAULT,
                "A column of type %s is stored as %s".formatted(column.type(), stored)));
    }

    private Block load(SegmentReader reader, int block, ScanColumn column) {
        Optional<ColumnChunk> chunk = reader.footer().chunk(column.id());
        if (chunk.isEmpty()) {
            return RunLengthEncodedBlock.create(column.type(), null, reader.footer().blockRows().get(block));
        }
        try {
            Type stored = scan.zoneMappers().storedType(chunk.get().typeId());
            Block loaded = widening(stored, column).apply(reader.readBlock(chunk.get(), block, stored));
            loadedBytes += loaded.getRetainedSizeInBytes();
            scan.memory().setBytes(loadedBytes);
            return loaded;
        } catch (IOException | RuntimeException e) {
            throw scan.errors().translate(e);
        }
    }

    @Override
    public long getCompletedBytes() {
        return closedBytes + open.map(slice -> slice.reader.bytesRead()).orElse(0L);
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return OptionalLong.of(positions);
    }

    @Override
    public long getReadTimeNanos() {
        return closedNanos + open.map(slice -> slice.reader.readNanos()).orElse(0L);
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    private void closeSlice() throws IOException {
        if (open.isPresent()) {
            closedBytes += open.get().reader.bytesRead();
            closedNanos += open.get().reader.readNanos();
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
