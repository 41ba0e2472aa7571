package io.blueshift.executor.spill;

import io.airlift.slice.DynamicSliceOutput;
import io.airlift.slice.Slice;
import io.airlift.slice.SliceInput;
import io.airlift.slice.Slices;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockEncodingSerde;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static io.trino.spi.StandardErrorCode.OUT_OF_SPILL_SPACE;
import static java.util.Objects.requireNonNull;

/**
 * A file of chunks of rows, written one after the other, that any number of {@link SpilledRows} share. It is read by the
 * process that wrote it only, so there is no version and no order of bytes to agree on.
 *
 * <pre>
 * file   chunk *
 * chunk  int  bytes of the body
 *        int  CRC-32C of the body
 *        int  rows
 *        body: one block per column, in the form of Trino's BlockEncodingSerde
 * </pre>
 *
 * Where a chunk starts, its rows know. Closing the file deletes it. A {@link RandomAccessFile}, because a channel closes
 * for all threads when one that reads or writes is interrupted. Safe for all threads.
 */
public final class SpillFile implements AutoCloseable {
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    private final Path path;
    private final SpillSpace space;
    private final BlockEncodingSerde serde;
    private final AtomicLong written;
    private final int pieceBytes;
    private final RandomAccessFile file;
    private long length;
    /** What is not in the file yet. */
    private byte[] pending = {};
    private int pendingBytes;
    private boolean closed;

    /**
     * @param written is increased by what goes to the file
     * @param pieceBytes about how much is written at once. Of a file in small pieces the operating system keeps many small
     *            parts in memory, and deleting it takes several times as long
     */
    SpillFile(Path path, SpillSpace space, BlockEncodingSerde serde, AtomicLong written, int pieceBytes) {
        this.path = requireNonNull(path, "path is null");
        this.space = space;
        this.serde = serde;
        this.written = written;
        this.pieceBytes = pieceBytes;
        try {
            this.file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw failure("make", e);
        }
    }

    /** Appends all rows of the blocks; where the chunk starts is returned. */
    long append(Block[] columns, int rows) {
        long estimate = HEADER_BYTES;
        for (Block column : columns) {
            estimate += serde.estimatedWriteSize(column);
        }
        DynamicSliceOutput output = new DynamicSliceOutput((int) Math.min(estimate, 1 << 30));
        output.writeInt(0);
        output.writeInt(0);
        output.writeInt(rows);
        for (Block column : columns) {
            serde.writeBlock(output, column);
        }
        Slice chunk = output.slice();
        chunk.setInt(0, chunk.length() - HEADER_BYTES);
        chunk.setInt(Integer.BYTES, checksum(chunk.slice(HEADER_BYTES, chunk.length() - HEADER_BYTES)));
        return write(chunk);
    }

    private synchronized long write(Slice chunk) {
        if (closed) {
            throw failure("write", new IOException("it is closed"));
        }
        space.reserve(chunk.length());
        long start = length;
        length += chunk.length();
        written.addAndGet(chunk.length());
        if (pendingBytes + chunk.length() > pieceBytes) {
            writePending(start);
        }
        if (chunk.length() > pieceBytes) {
            write(start, chunk.byteArray(), chunk.byteArrayOffset(), chunk.length());
            return start;
        }
        if (pending.length == 0) {
            pending = new byte[pieceBytes];
        }
        chunk.getBytes(0, pending, pendingBytes, chunk.length());
        pendingBytes += chunk.length();
        return start;
    }

    /** @param end where it ends in the file */
    private void writePending(long end) {
        write(end - pendingBytes, pending, 0, pendingBytes);
        pendingBytes = 0;
    }

    private void write(long start, byte[] bytes, int offset, int count) {
        try {
            file.seek(start);
            file.write(bytes, offset, count);
        } catch (IOException e) {
            throw new TrinoException(OUT_OF_SPILL_SPACE,
                    "Cannot write %s to %s, which has %s already; all queries have %s there: %s".formatted(
                            ByteSizes.text(count), path, ByteSizes.text(start), ByteSizes.text(space.bytes()),
                            e.getMessage()),
                    e);
        }
    }

    /** Bytes that were written. */
    public synchronized long length() {
        return length;
    }

    /** The chunk that starts there. */
    Batch read(long start, List<Type> types) {
        Slice header = Slices.wrappedBuffer(read(start, HEADER_BYTES));
        Slice body = Slices.wrappedBuffer(read(start + HEADER_BYTES, header.getInt(0)));
        if (checksum(body) != header.getInt(Integer.BYTES)) {
            throw failure("read",
                    new IOException("the chunk at %s of %s bytes was damaged: its checksum is %08x, not %08x"
                            .formatted(start, body.length(), checksum(body), header.getInt(Integer.BYTES))));
        }
        SliceInput input = body.getInput();
        List<Vector> vectors = new ArrayList<>(types.size());
        for (Type type : types) {
            vectors.add(Vector.of(type, serde.readBlock(input)));
        }
        return Batch.of(header.getInt(2 * Integer.BYTES), vectors);
    }

    private synchronized byte[] read(long start, int count) {
        if (start + count > length - pendingBytes) {
            writePending(length);
        }
        byte[] bytes = new byte[count];
        try {
            file.seek(start);
            file.readFully(bytes);
        } catch (IOException e) {
            throw failure("read", e);
        }
        return bytes;
    }

    private static int checksum(Slice bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.byteArray(), bytes.byteArrayOffset(), bytes.length());
        return (int) checksum.getValue();
    }

    private TrinoException failure(String what, IOException e) {
        return new TrinoException(GENERIC_INTERNAL_ERROR,
                "Cannot %s the file %s, which holds rows that the query's memory has no room for: %s".formatted(what,
                        path, e.getMessage()),
                e);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        pending = new byte[0];
        pendingBytes = 0;
        space.release(length);
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failure("delete", e);
        }
    }
}
