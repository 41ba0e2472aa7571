package io.blueshift.store.write;

import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.encoding.ChunkEncoder;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.format.SegmentFormat;
import io.blueshift.store.format.SegmentWriter;
import io.blueshift.store.format.SegmentWriter.BlockBytes;
import io.blueshift.store.format.SegmentWriter.Chunk;
import io.blueshift.store.format.SegmentWriter.WrittenSegment;
import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.zone.BloomFilter;
import io.blueshift.store.zone.FilterRule;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMapper;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;

/** One segment in the making: rows collect until it is full, then each column is encoded. Not thread-safe. */
public final class SegmentBuilder {
    /** A block of wide rows ends here, before it has all its rows. */
    private static final long BLOCK_BYTES_MAX = 16L << 20;
    /** Builders grow; a segment of one row should not reserve room for many. */
    private static final int FIRST_ROWS = 16;

    private final List<WriteColumn> columns;
    private final List<ZoneMapper> mappers;
    private final List<BlockBuilder> builders;
    private final List<Integer> blockRows = new ArrayList<>();
    private final DistinctCounters distinct;
    private final SegmentOrder order;
    private long rows;
    private int pending;
    private long bytesBeforeBlock;

    public SegmentBuilder(List<WriteColumn> columns, SegmentOrder order, ZoneMappers zoneMappers) {
        this.columns = columns;
        this.mappers = columns.stream().map(column -> zoneMappers.of(column.type())).toList();
        this.builders = columns.stream().map(column -> column.type().createBlockBuilder(null, FIRST_ROWS)).toList();
        this.order = order;
        this.distinct = new DistinctCounters(columns);
    }

    /** Takes rows from a position on, as many as the open block has room for, and returns how many. */
    int append(Page page, int position) {
        int room = SegmentFormat.BLOCK_ROWS - pending;
        int count = Math.min(page.getPositionCount() - position, room);
        long bytesPerRow = page.getSizeInBytes() / page.getPositionCount() + 1;
        count = Math.clamp((BLOCK_BYTES_MAX - blockBytes()) / bytesPerRow, 1, count);
        for (int i = 0; i < builders.size(); i++) {
            builders.get(i).appendBlockRange(page.getBlock(i), position, count);
        }
        distinct.add(page, position, count);
        pending += count;
        rows += count;
        if (pending == SegmentFormat.BLOCK_ROWS || blockBytes() >= BLOCK_BYTES_MAX) {
            endBlock();
        }
        return count;
    }

    private void endBlock() {
        blockRows.add(pending);
        pending = 0;
        bytesBeforeBlock = rawBytes();
    }

    private long blockBytes() {
        return rawBytes() - bytesBeforeBlock;
    }

    /** Bytes of the values taken so far, as they are in memory. */
    long rawBytes() {
        long bytes = 0;
        for (BlockBuilder builder : builders) {
            bytes += builder.getSizeInBytes();
        }
        return bytes;
    }

    long rows() {
        return rows;
    }

    long memoryBytes() {
        return distinct.memoryBytes() + order.memoryBytes(rows)
                + builders.stream().mapToLong(BlockBuilder::getRetainedSizeInBytes).sum();
    }

    /**
     * Writes the file. The builder is spent then.
     *
     * @throws TrinoException if the thread was interrupted; the file may be there in part
     */
    SegmentEntry write(UUID id, Path directory, String file) throws IOException {
        if (pending > 0) {
            endBlock();
        }
        SegmentWriter writer = new SegmentWriter(id, blockRows);
        Map<Integer, ZoneMap> zones = new HashMap<>();
        Optional<int[]> positions = order.order(builders);
        Map<Integer, DistinctSketch> sketches = distinct.sketches();
        for (int i = 0; i < columns.size(); i++) {
            checkInterruption();
            ValueBlock values = SegmentOrder.apply(positions, builders.get(i).buildValueBlock());
            List<ZoneMap> blockZones = zones(mappers.get(i), values);
            zones.put(columns.get(i).id(), blockZones.stream().reduce(ZoneMap.EMPTY, mappers.get(i)::merge));
            DistinctSketch sketch = sketches.get(columns.get(i).id());
            double distinctFraction = sketch == null ? 0 : sketch.estimate() / rows;
            List<BloomFilter> filters = FilterRule
                    .filters(columns.get(i).type(), values, blockRows, blockZones, distinctFraction, mappers.get(i));
            writer.add(encode(columns.get(i), mappers.get(i), values, blockZones, filters));
        }
        WrittenSegment written = writer.write(directory.resolve(file));
        return new SegmentEntry(id, file, rows, blockRows.size(), written.fileBytes(), written.footerBytes(), zones,
                sketches, order.columnIds());
    }

    /** A segment takes up to a second; the thread of a statement that is over is interrupted. */
    private static void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw new TrinoException(GENERIC_INTERNAL_ERROR, "The statement is over: its writing was interrupted");
        }
    }

    private List<ZoneMap> zones(ZoneMapper mapper, ValueBlock values) {
        List<ZoneMap> zones = new ArrayList<>();
        int start = 0;
        for (int count : blockRows) {
            zones.add(mapper.summarise(values.getRegion(start, count)));
            start += count;
        }
        return zones;
    }

    private Chunk encode(WriteColumn column, ZoneMapper mapper, ValueBlock values, List<ZoneMap> zones,
            List<BloomFilter> filters) {
        ChunkEncoder encoder = ChunkEncoder.of(column.type(), values, blockRows, column.encoding());
        List<BlockBytes> blocks = new ArrayList<>();
        for (int i = 0; i < blockRows.size(); i++) {
            checkInterruption();
            ByteWriter out = new ByteWriter((int) (values.getSizeInBytes() / blockRows.size() / 2));
            Encoding encoding = encoder.write(i, out);
            ByteWriter zone = new ByteWriter(64);
            mapper.write(zones.get(i), zone);
            blocks.add(new BlockBytes(out.toByteArray(), encoding, zone.toByteArray()));
        }
        ByteWriter filterBytes = new ByteWriter(0);
        filters.forEach(filter -> filter.write(filterBytes));
        return new Chunk(column.id(), column.type().getTypeId().getId(), encoder.sharedPart(),
                filterBytes.toByteArray(), blocks);
    }
}
