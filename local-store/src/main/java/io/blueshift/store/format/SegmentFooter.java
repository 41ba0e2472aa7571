package io.blueshift.store.format;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The directory of a segment.
 *
 * @param blockRows rows of each block; the same for all columns
 */
public record SegmentFooter(UUID segmentId, List<Integer> blockRows, List<ColumnChunk> chunks) {
    public SegmentFooter {
        blockRows = List.copyOf(blockRows);
        chunks = List.copyOf(chunks);
    }

    /** The chunk of a column, empty if the segment is older than the column. */
    public Optional<ColumnChunk> chunk(int columnId) {
        return chunks.stream().filter(chunk -> chunk.columnId() == columnId).findFirst();
    }

    void write(ByteWriter out) {
        out.writeLong(segmentId.getMostSignificantBits());
        out.writeLong(segmentId.getLeastSignificantBits());
        out.writeInt(blockRows.size());
        blockRows.forEach(out::writeInt);
        out.writeInt(chunks.size());
        for (ColumnChunk chunk : chunks) {
            out.writeInt(chunk.columnId());
            out.writeString(chunk.typeId());
            out.writeLong(chunk.shared().offset());
            out.writeInt(chunk.shared().bytes());
            out.writeInt(chunk.shared().crc());
            out.writeInt(chunk.filters().bytes());
            out.writeInt(chunk.filters().crc());
            for (BlockEntry block : chunk.blocks()) {
                out.writeInt(block.bytes());
                out.writeInt(block.crc());
                out.writeByte(block.encoding());
                out.writeSized(block.zone());
            }
        }
    }

    static SegmentFooter read(ByteReader in) {
        UUID segmentId = new UUID(in.readLong(), in.readLong());
        int blocks = in.readCount();
        List<Integer> blockRows = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            blockRows.add(in.readCount());
        }
        int columns = in.readCount();
        List<ColumnChunk> chunks = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            chunks.add(readChunk(in, blocks));
        }
        return new SegmentFooter(segmentId, blockRows, chunks);
    }

    private static ColumnChunk readChunk(ByteReader in, int blocks) {
        int columnId = in.readInt();
        String typeId = in.readString();
        PartEntry shared = new PartEntry(in.readLong(), in.readCount(), in.readInt());
        int filterBytes = in.readCount();
        int filterCrc = in.readInt();
        long offset = shared.offset() + shared.bytes();
        List<BlockEntry> entries = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            int bytes = in.readCount();
            entries.add(new BlockEntry(offset, bytes, in.readInt(), in.readByte(), in.readSized()));
            offset += bytes;
        }
        return new ColumnChunk(columnId, typeId, shared, new PartEntry(offset, filterBytes, filterCrc), entries);
    }
}
