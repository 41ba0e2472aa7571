package io.blueshift.store.write;

import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.encoding.Encodings;
import io.blueshift.store.format.v1.SegmentFormat;
import io.blueshift.store.format.v1.SegmentWriter;
import io.blueshift.store.format.v1.SegmentWriter.EncodedBlock;
import io.blueshift.store.format.v1.SegmentWriter.WrittenSegment;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMapper;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One segment in the making: rows collect until they fill a block, blocks are encoded at once. Not thread-safe. */
public final class SegmentBuilder {
    /** A block of wide rows ends here, before it has all its rows. */
    private static final long BLOCK_BYTES_MAX = 16L << 20;

    private final List<WriteColumn> columns;
    private final List<ZoneMapper> mappers;
    private final List<BlockBuilder> builders = new ArrayList<>();
    private final List<ZoneMap> zones = new ArrayList<>();
    private final List<Rows> blocks = new ArrayList<>();
    private long rows;
    private long encodedBytes;
    private int pending;

    private record Rows(int count, List<EncodedBlock> columns) {}

    public SegmentBuilder(List<WriteColumn> columns, ZoneMappers zoneMappers) {
        this.columns = columns;
        this.mappers = columns.stream().map(column -> zoneMappers.of(column.type())).toList();
        columns.forEach(_ -> zones.add(ZoneMap.EMPTY));
        startBlock();
    }

    private void startBlock() {
        builders.clear();
        columns.forEach(column -> builders.add(column.type().createBlockBuilder(null, 1024)));
        pending = 0;
    }

    /** Takes rows from a position on, as many as the open block has room for, and returns how many. */
    int append(Page page, int position) {
        int room = SegmentFormat.BLOCK_ROWS - pending;
        int count = Math.min(page.getPositionCount() - position, room);
        long bytesPerRow = page.getSizeInBytes() / page.getPositionCount() + 1;
        count = Math.clamp((BLOCK_BYTES_MAX - builderBytes()) / bytesPerRow, 1, count);
        for (int i = 0; i < builders.size(); i++) {
            builders.get(i).appendBlockRange(page.getBlock(i), position, count);
        }
        pending += count;
        rows += count;
        if (pending == SegmentFormat.BLOCK_ROWS || builderBytes() >= BLOCK_BYTES_MAX) {
            encodeBlock();
        }
        return count;
    }

    private long builderBytes() {
        long bytes = 0;
        for (BlockBuilder builder : builders) {
            bytes += builder.getSizeInBytes();
        }
        return bytes;
    }

    private void encodeBlock() {
        List<EncodedBlock> encoded = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ValueBlock values = builders.get(i).buildValueBlock();
            ZoneMap zone = mappers.get(i).summarise(values);
            zones.set(i, mappers.get(i).merge(zones.get(i), zone));
            ByteWriter zoneBytes = new ByteWriter(64);
            mappers.get(i).write(zone, zoneBytes);
            ByteWriter out = new ByteWriter((int) Math.min(values.getSizeInBytes(), BLOCK_BYTES_MAX) / 2);
            Encoding encoding = Encodings.write(columns.get(i).type(), values, out);
            encoded.add(new EncodedBlock(out.toByteArray(), encoding.id(), zoneBytes.toByteArray()));
            encodedBytes += out.size();
        }
        blocks.add(new Rows(pending, encoded));
        startBlock();
    }

    long rows() {
        return rows;
    }

    long encodedBytes() {
        return encodedBytes;
    }

    long memoryBytes() {
        return encodedBytes + builders.stream().mapToLong(BlockBuilder::getRetainedSizeInBytes).sum();
    }

    /** Writes the file. The builder is spent then. */
    SegmentEntry write(UUID id, Path directory, String file) throws IOException {
        if (pending > 0) {
            encodeBlock();
        }
        SegmentWriter writer = new SegmentWriter(
                id,
                columns.stream().map(WriteColumn::id).toList(),
                columns.stream().map(column -> column.type().getTypeId().getId()).toList());
        blocks.forEach(block -> writer.addBlocks(block.count(), block.columns()));
        WrittenSegment written = writer.write(directory.resolve(file));
        Map<Integer, ZoneMap> byColumn = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byColumn.put(columns.get(i).id(), zones.get(i));
        }
        return new SegmentEntry(id, file, rows, blocks.size(), written.fileBytes(), written.footerBytes(), byColumn);
    }
}
