package io.blueshift.executor.spill;

import io.trino.spi.block.BlockEncodingSerde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the operators of one execution need to spill: the query's budget, and files in a directory of their own, which is
 * made for the first and deleted with the last when the execution is over. Safe for all threads.
 */
public final class Spilling implements AutoCloseable {
    private static final int CHUNK_BYTES_MIN = 4 << 10;
    private static final int CHUNK_BYTES_MAX = 128 << 10;
    /** Larger pieces make deleting a file no quicker. */
    private static final int PIECE_BYTES_MAX = 256 << 10;
    /** 64 partitions of an operator, each with a piece to be written, take 1/16 of the budget, */
    private static final int PIECES_IN_BUDGET = 1 << 10;
    /** and with an open chunk 1/64. */
    private static final int CHUNKS_IN_BUDGET = 1 << 12;

    private final MemoryBudget budget;
    private final Optional<Place> place;
    private final List<SpillFile> files = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private Path directory;
    private boolean closed;

    private record Place(SpillSpace space, BlockEncodingSerde serde, String query) {}

    private Spilling(MemoryBudget budget, Optional<Place> place) {
        this.budget = budget.ofExecution();
        this.place = place;
    }

    /** @param query the query's id, which its directory is named after */
    public Spilling(MemoryBudget budget, SpillSpace space, BlockEncodingSerde serde, String query) {
        this(budget, Optional.of(new Place(space, serde, query)));
    }

    /** For executions whose memory has no bounds. */
    public static Spilling never() {
        return new Spilling(MemoryBudget.UNLIMITED, Optional.empty());
    }

    public MemoryBudget budget() {
        return budget;
    }

    /** About how large the chunks of rows should be that go to a file at once. */
    public int chunkBytes() {
        return Math.clamp(budget.limit() / CHUNKS_IN_BUDGET, CHUNK_BYTES_MIN, CHUNK_BYTES_MAX);
    }

    /** An empty file. It may be closed early, to give its room back. */
    public synchronized SpillFile newFile() {
        Place at = place.orElseThrow(() -> new IllegalStateException("There is no place to spill to"));
        if (closed) {
            throw new IllegalStateException("The execution is over");
        }
        if (directory == null) {
            directory = at.space().newDirectory(at.query());
        }
        int pieceBytes = Math.clamp(budget.limit() / PIECES_IN_BUDGET, CHUNK_BYTES_MIN, PIECE_BYTES_MAX);
        SpillFile file = new SpillFile(directory.resolve(files.size() + ".rows"), at.space(), at.serde(), bytes,
                pieceBytes);
        files.add(file);
        return file;
    }

    /** Bytes that were written to files up to now. */
    public long bytesWritten() {
        return bytes.get();
    }

    public synchronized int filesMade() {
        return files.size();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        budget.giveBack();
        files.forEach(SpillFile::close);
        if (directory != null) {
            try {
                SpillSpace.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
