package io.blueshift.store.format;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.Encodings;
import io.blueshift.store.encoding.Retained;
import io.blueshift.store.encoding.SharedPart;
import io.blueshift.store.encoding.ValueHashes;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import io.blueshift.store.format.SegmentCache.KnownFooter;
import io.blueshift.store.format.SegmentCache.PartKey;
import io.blueshift.store.zone.BloomFilter;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.blueshift.store.format.SegmentFormat.HEADER_BYTES;
import static io.blueshift.store.format.SegmentFormat.TRAILER_BYTES;
import static java.nio.file.StandardOpenOption.READ;

/**
 * An open segment file, its footer verified; blocks are verified as they are read, unless they are known already. Every
 * deviation from what was written is a {@link CorruptFileException} with file and offset. Owns its channel: interrupting a
 * reading thread closes this reader only. Not thread-safe.
 */
public final class SegmentReader implements Closeable {
    private final Path file;
    private final FileState state;
    private final SegmentFooter footer;
    private final Optional<SegmentCache> cache;
    private final Map<Integer, SharedPart> sharedParts = new HashMap<>();
    private final Map<Integer, BlockFilters> filters = new HashMap<>();
    /** Opened with the first read. */
    private Optional<FileChannel> channel = Optional.empty();
    private long bytesRead;
    private long bytesFound;
    private long readNanos;

    /**
     * A reader that takes nothing for granted.
     *
     * @param fileBytes the length that the manifest knows
     * @param footerBytes of footer and trailer together
     */
    public SegmentReader(Path file, long fileBytes, int footerBytes) throws IOException {
        this(file, fileBytes, footerBytes, Optional.empty());
    }

    /** @param cache where to look before reading, and to keep what was read */
    SegmentReader(Path file, long fileBytes, int footerBytes, Optional<SegmentCache> cache) throws IOException {
        this.file = file;
        this.cache = cache;
        this.state = FileState.of(file);
        Optional<SegmentFooter> known = cache.flatMap(kept -> kept.footer(file, state));
        try {
            this.footer = known.isPresent() ? known.get() : readFooter(fileBytes, footerBytes);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private SegmentFooter readFooter(long fileBytes, int footerBytes) throws IOException {
        if (state.bytes() != fileBytes) {
            throw new CorruptFileException(
                    file,
                    Math.min(state.bytes(), fileBytes),
                    "the file has %d bytes, %d were written".formatted(state.bytes(), fileBytes));
        }
        byte[] tail = readTail(fileBytes - footerBytes, footerBytes);
        SegmentFooter read = parseFooter(tail, fileBytes - footerBytes, footerBytes);
        verifyHeader(read);
        cache.ifPresent(kept -> kept.keep(file, new KnownFooter(read, state, footerBytes)));
        return read;
    }

    private FileChannel channel() throws IOException {
        if (channel.isEmpty()) {
            channel = Optional.of(open(file));
        }
        return channel.get();
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, READ);
        } catch (NoSuchFileException e) {
            throw new CorruptFileException(file, 0, "the file is missing", e);
        }
    }

    public SegmentFooter footer() {
        return footer;
    }

    /** Bytes of the file that were wanted, read or found in memory. */
    public long bytesRead() {
        return bytesRead + bytesFound;
    }

    /** Those of them that were found in memory. */
    public long bytesFound() {
        return bytesFound;
    }

    public long readNanos() {
        return readNanos;
    }

    /** Footer and trailer, verified. */
    private byte[] readTail(long offset, int bytes) throws IOException {
        if (offset < HEADER_BYTES || bytes < TRAILER_BYTES) {
            throw new CorruptFileException(file, 0, "no room for a footer of %d bytes".formatted(bytes));
        }
        byte[] tail = read(offset, bytes);
        int end = bytes - TRAILER_BYTES;
        long trailerOffset = offset + end;
        ByteReader trailer = new ByteReader(tail, end, bytes);
        int length = trailer.readInt();
        int crc = trailer.readInt();
        int version = trailer.readInt();
        if (trailer.readInt() != SegmentFormat.TRAILER_MAGIC) {
            throw new CorruptFileException(file, trailerOffset + 12, "this is not the end of a segment");
        }
        int actual = SegmentFormat.crc(tail, 0, end + Integer.BYTES);
        if (length != end || crc != actual) {
            throw checksumMismatch("footer", offset, crc, actual);
        }
        if (version != SegmentFormat.VERSION) {
            throw new UnknownFormatException(file, version, SegmentFormat.VERSION);
        }
        return tail;
    }

    private SegmentFooter parseFooter(byte[] tail, long offset, int bytes) {
        try {
            return SegmentFooter.read(new ByteReader(tail, 0, bytes - TRAILER_BYTES));
        } catch (RuntimeException e) {
            throw new CorruptFileException(file, offset, "unreadable footer: " + e.getMessage(), e);
        }
    }

    private void verifyHeader(SegmentFooter footer) throws IOException {
        byte[] header = read(0, HEADER_BYTES);
        if (!SegmentFormat.isHeaderMagic(header)) {
            throw new CorruptFileException(file, 0, "this is not the start of a segment");
        }
        ByteReader id = new ByteReader(header, SegmentFormat.HEADER_MAGIC.length, HEADER_BYTES);
        UUID segmentId = new UUID(id.readLong(), id.readLong());
        if (!segmentId.equals(footer.segmentId())) {
            throw new CorruptFileException(
                    file,
                    SegmentFormat.HEADER_MAGIC.length,
                    "header of segment %s, footer of segment %s".formatted(segmentId, footer.segmentId()));
        }
    }

    /** Reads, verifies and decodes one block. */
    public Block readBlock(ColumnChunk chunk, int index, Type type) throws IOException {
        EncodedBlock encoded = readEncoded(chunk, index, type);
        try {
            return encoded.decode();
        } catch (RuntimeException e) {
            throw unreadable(chunk, index, e);
        }
    }

    /** Reads and verifies one block and leaves it as it is. What the chunk's blocks share is read with the first. */
    public EncodedBlock readEncoded(ColumnChunk chunk, int index, Type type) throws IOException {
        BlockEntry entry = chunk.blocks().get(index);
        if (!chunk.typeId().equals(type.getTypeId().getId())) {
            throw new CorruptFileException(
                    file,
                    entry.offset(),
                    "column %d holds %s, the table says %s".formatted(chunk.columnId(), chunk.typeId(), type));
        }
        return known(chunk, index, EncodedBlock.class, entry.bytes(), () -> readBlock(chunk, index, type, entry));
    }

    private EncodedBlock readBlock(ColumnChunk chunk, int index, Type type, BlockEntry entry) throws IOException {
        SharedPart shared = shared(chunk, type);
        byte[] bytes = readVerified(
                entry.offset(),
                entry.bytes(),
                entry.crc(),
                "block %d of column %d".formatted(index, chunk.columnId()));
        try {
            int rows = footer.blockRows().get(index);
            return Encodings.read(type, rows, new ByteReader(bytes, 0, entry.bytes()), shared);
        } catch (RuntimeException e) {
            throw unreadable(chunk, index, e);
        }
    }

    /** Reads a part of the file. */
    private interface PartReader<T> {
        T read() throws IOException;
    }

    /** A part from memory, if it is there; else it is read and kept. */
    private <T extends Retained> T known(ColumnChunk chunk, int index, Class<T> kind, int bytes, PartReader<T> reader)
            throws IOException {
        if (cache.isEmpty()) {
            return reader.read();
        }
        PartKey key = new PartKey(footer.segmentId(), state, chunk.columnId(), index);
        Optional<Retained> found = cache.get().part(key);
        if (found.isPresent()) {
            bytesFound += bytes;
            return kind.cast(found.get());
        }
        T read = reader.read();
        cache.get().keep(key, read);
        return read;
    }

    private SharedPart shared(ColumnChunk chunk, Type type) throws IOException {
        PartEntry entry = chunk.shared();
        SharedPart known = entry.bytes() == 0 ? SharedPart.NONE : sharedParts.get(chunk.columnId());
        if (known != null) {
            return known;
        }
        SharedPart shared = known(chunk, PartKey.SHARED, SharedPart.class, entry.bytes(),
                () -> readShared(chunk, entry, type));
        sharedParts.put(chunk.columnId(), shared);
        return shared;
    }

    private SharedPart readShared(ColumnChunk chunk, PartEntry entry, Type type) throws IOException {
        String what = "shared part of column %d".formatted(chunk.columnId());
        byte[] bytes = readVerified(entry.offset(), entry.bytes(), entry.crc(), what);
        try {
            return SharedPart.read(type, new ByteReader(bytes, 0, entry.bytes()));
        } catch (RuntimeException e) {
            throw new CorruptFileException(file, entry.offset(), "unreadable %s: %s".formatted(what, e.getMessage()),
                    e);
        }
    }

    /**
     * False only if a block does not have the value, as far as the zone map has not said so already. What it takes to know is
     * read with the first question; a column without filters always may.
     *
     * @param value in the native Java form of the type
     */
    public boolean mayContain(ColumnChunk chunk, int index, Type type, Object value) throws IOException {
        return chunk.filters().bytes() == 0 || mayContain(chunk, index, new long[]{ValueHashes.of(type, value)});
    }

    /** Whether a block may have all values of these {@link ValueHashes hashes}. */
    public boolean mayContain(ColumnChunk chunk, int index, long[] hashes) throws IOException {
        if (chunk.filters().bytes() == 0) {
            return true;
        }
        BlockFilters known = filters.get(chunk.columnId());
        if (known == null) {
            known = known(chunk, PartKey.FILTERS, BlockFilters.class, chunk.filters().bytes(),
                    () -> readFilters(chunk));
            filters.put(chunk.columnId(), known);
        }
        BloomFilter filter = known.filters().get(index);
        return Arrays.stream(hashes).allMatch(filter::mayContain);
    }

    private BlockFilters readFilters(ColumnChunk chunk) throws IOException {
        PartEntry entry = chunk.filters();
        String what = "filters of column %d".formatted(chunk.columnId());
        byte[] bytes = readVerified(entry.offset(), entry.bytes(), entry.crc(), what);
        try {
            ByteReader in = new ByteReader(bytes, 0, entry.bytes());
            List<BloomFilter> read = new ArrayList<>();
            for (int i = 0; i < chunk.blocks().size(); i++) {
                read.add(BloomFilter.read(in));
            }
            return new BlockFilters(read);
        } catch (RuntimeException e) {
            throw new CorruptFileException(file, entry.offset(), "unreadable %s: %s".formatted(what, e.getMessage()),
                    e);
        }
    }

    /** Reads the whole file and compares every checksum; what is inside is not looked at. */
    public void verifyChecksums() throws IOException {
        for (ColumnChunk chunk : footer.chunks()) {
            String column = " of column " + chunk.columnId();
            verify(chunk.shared(), "shared part" + column);
            for (int i = 0; i < chunk.blocks().size(); i++) {
                BlockEntry block = chunk.blocks().get(i);
                readVerified(block.offset(), block.bytes(), block.crc(), "block " + i + column);
            }
            verify(chunk.filters(), "filters" + column);
        }
    }

    private void verify(PartEntry part, String what) throws IOException {
        readVerified(part.offset(), part.bytes(), part.crc(), what);
    }

    private CorruptFileException unreadable(ColumnChunk chunk, int index, RuntimeException e) {
        return new CorruptFileException(
                file,
                chunk.blocks().get(index).offset(),
                "unreadable block %d of column %d: %s".formatted(index, chunk.columnId(), e.getMessage()),
                e);
    }

    private byte[] readVerified(long offset, int length, int crc, String what) throws IOException {
        byte[] bytes = read(offset, length);
        int actual = SegmentFormat.crc(bytes, 0, length);
        if (actual != crc) {
            throw checksumMismatch(what, offset, crc, actual);
        }
        return bytes;
    }

    private CorruptFileException checksumMismatch(String what, long offset, int expected, int actual) {
        return new CorruptFileException(
                file,
                offset,
                "checksum of the %s is %08x, expected %08x".formatted(what, actual, expected));
    }

    /** The bytes, with the slack that decoding needs behind them. */
    private byte[] read(long offset, int length) throws IOException {
        long start = System.nanoTime();
        byte[] bytes = new byte[length + ByteReader.SLACK];
        ByteBuffer target = ByteBuffer.wrap(bytes, 0, length);
        FileChannel source = channel();
        while (target.hasRemaining()) {
            int count = source.read(target, offset + target.position());
            if (count < 0) {
                throw new CorruptFileException(file, offset + target.position(), "the file ends here");
            }
        }
        bytesRead += length;
        readNanos += System.nanoTime() - start;
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
