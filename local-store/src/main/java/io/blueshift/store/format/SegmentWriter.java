package io.blueshift.store.format;

import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.files.DurableFile;
import io.blueshift.store.files.DurableFiles;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Collects the encoded blocks of one segment and writes them as a file, durably. Chunks are contiguous in the file, so
 * everything stays in memory until then. Not thread-safe; used once.
 */
public final class SegmentWriter {
    /** One write call per megabyte; a small segment takes one. */
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int SMALL_FOOTER_BYTES = 4096;

    private final UUID segmentId;
    private final List<Integer> blockRows;
    private final List<Chunk> chunks = new ArrayList<>();
    private long bytes;

    /** A block ready for the file. */
    public record BlockBytes(byte[] bytes, Encoding encoding, byte[] zone) {}

    /** A column's blocks ready for the file, what they share and their Bloom filters; both may be of no bytes. */
    public record Chunk(int columnId, String typeId, byte[] shared, byte[] filters, List<BlockBytes> blocks) {}

    /** What a reader must know to open the file. */
    public record WrittenSegment(long fileBytes, int footerBytes) {}

    public SegmentWriter(UUID segmentId, List<Integer> blockRows) {
        this.segmentId = segmentId;
        this.blockRows = List.copyOf(blockRows);
    }

    /** Adds a column. */
    public void add(Chunk chunk) {
        chunks.add(chunk);
        bytes += chunk.shared().length + chunk.filters().length;
        for (BlockBytes block : chunk.blocks()) {
            bytes += block.bytes().length;
        }
    }

    /** Writes the file and forces it to the disk; its directory entry is for the caller to force. */
    public WrittenSegment write(Path file) throws IOException {
        try (DurableFile target = DurableFiles.create(file);
                OutputStream out = new BufferedOutputStream(
                        target,
                        (int) Math.min(BUFFER_BYTES, bytes + SMALL_FOOTER_BYTES))) {
            ByteWriter header = new ByteWriter(SegmentFormat.HEADER_BYTES);
            header.writeBytes(SegmentFormat.HEADER_MAGIC, 0, SegmentFormat.HEADER_MAGIC.length);
            header.writeLong(segmentId.getMostSignificantBits());
            header.writeLong(segmentId.getLeastSignificantBits());
            out.write(header.toByteArray());
            for (Chunk chunk : chunks) {
                out.write(chunk.shared());
                for (BlockBytes block : chunk.blocks()) {
                    out.write(block.bytes());
                }
                out.write(chunk.filters());
            }
            byte[] footer = footerAndTrailer();
            out.write(footer);
            out.flush();
            target.sync();
            return new WrittenSegment(SegmentFormat.HEADER_BYTES + bytes + footer.length, footer.length);
        }
    }

    private byte[] footerAndTrailer() {
        List<ColumnChunk> entries = new ArrayList<>();
        long offset = SegmentFormat.HEADER_BYTES;
        for (Chunk chunk : chunks) {
            PartEntry shared = part(offset, chunk.shared());
            offset += shared.bytes();
            List<BlockEntry> blocks = new ArrayList<>();
            for (BlockBytes block : chunk.blocks()) {
                int length = block.bytes().length;
                int crc = SegmentFormat.crc(block.bytes(), 0, length);
                blocks.add(new BlockEntry(offset, length, crc, block.encoding().id(), block.zone()));
                offset += length;
            }
            PartEntry filters = part(offset, chunk.filters());
            offset += filters.bytes();
            entries.add(new ColumnChunk(chunk.columnId(), chunk.typeId(), shared, filters, blocks));
        }
        ByteWriter out = new ByteWriter(1024);
        new SegmentFooter(segmentId, blockRows, entries).write(out);
        out.writeInt(out.size());
        byte[] checked = out.toByteArray();
        out.writeInt(SegmentFormat.crc(checked, 0, checked.length));
        out.writeInt(SegmentFormat.VERSION);
        out.writeInt(SegmentFormat.TRAILER_MAGIC);
        return out.toByteArray();
    }

    private static PartEntry part(long offset, byte[] bytes) {
        return new PartEntry(offset, bytes.length, SegmentFormat.crc(bytes, 0, bytes.length));
    }
}
