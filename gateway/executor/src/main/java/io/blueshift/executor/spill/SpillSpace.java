package io.blueshift.executor.spill;

import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import static io.trino.spi.StandardErrorCode.EXCEEDED_SPILL_LIMIT;
import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static java.util.Objects.requireNonNull;

/**
 * The place on disk where the queries of a process put rows, and how much of it they may take together. Each execution has
 * a directory of its own there, which is gone when it is over. What a process that died has left is removed when the place
 * is opened again, so it must not be opened by two processes at a time. Safe for all threads.
 */
public final class SpillSpace {
    private static final String PREFIX = "query-";

    private final Path directory;
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong directories = new AtomicLong();

    private SpillSpace(Path directory, long bytesMax) {
        this.directory = requireNonNull(directory, "directory is null");
        this.bytesMax = bytesMax;
    }

    /**
     * Opens the place, which is created where missing, and removes what is left there of queries.
     *
     * @param bytesMax how much all queries may take together
     * @throws IOException where it cannot be made, written or cleaned
     */
    public static SpillSpace open(Path directory, long bytesMax) throws IOException {
        Files.createDirectories(directory);
        List<Path> left;
        try (Stream<Path> entries = Files.list(directory)) {
            left = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX)).toList();
        }
        for (Path entry : left) {
            delete(entry);
        }
        return new SpillSpace(directory, bytesMax);
    }

    /** Half of what the disk has left, so that others find some, too. */
    public static long defaultBytesMax(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing).getUsableSpace() / 2;
    }

    /** How much is taken at the moment. */
    public long bytes() {
        return bytes.get();
    }

    public long bytesMax() {
        return bytesMax;
    }

    public Path directory() {
        return directory;
    }

    /** A new directory for one execution of a query. */
    Path newDirectory(String query) {
        Path made = directory.resolve(PREFIX + query + "-" + directories.incrementAndGet());
        try {
            return Files.createDirectories(made);
        } catch (IOException e) {
            throw new TrinoException(GENERIC_INTERNAL_ERROR, "Cannot make the directory " + made
                    + ", where the query's rows go that its memory has no room for: " + e, e);
        }
    }

    void reserve(long more) {
        long now = bytes.addAndGet(more);
        if (now > bytesMax) {
            bytes.addAndGet(-more);
            throw new TrinoException(EXCEEDED_SPILL_LIMIT, ("The query needs more room on disk than there is left: "
                    + "all queries hold %s in %s, this one wants another %s, spill-max is %s")
                    .formatted(ByteSizes.text(now - more), directory, ByteSizes.text(more), ByteSizes.text(bytesMax)));
        }
    }

    void release(long less) {
        bytes.addAndGet(-less);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
