package io.blueshift.store.format;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blueshift.store.encoding.Retained;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What was read of segments and verified, so that a query finds it in memory: footers, and blocks as they are encoded,
 * with what they share. A segment file never changes and its name is never used again; one whose length or time of
 * modification is not what it was is verified as if it were new, and nothing that was read of it before is used.
 *
 * <p>What is kept, within a limit of bytes, is what is asked for most often: a scan of a table that is larger than the
 * limit does not drive out what other queries use (Einziger, Friedman, Manes: "TinyLFU: A Highly Efficient Cache Admission
 * Policy", ACM Transactions on Storage 13(4), 2017). Thread-safe.
 */
public final class SegmentCache {
    /** In bytes of the files; an entry takes a few times as much memory as its footer takes in the file. */
    private static final long FOOTER_BYTES_MAX = 16L << 20;
    /** What an entry takes beside the part itself. */
    private static final int ENTRY_BYTES = 200;

    private final Cache<Path, KnownFooter> footers = Caffeine.newBuilder().maximumWeight(FOOTER_BYTES_MAX)
            .executor(Runnable::run).weigher((Path _, KnownFooter known) -> known.bytes()).build();
    private final Cache<PartKey, Retained> parts;

    /** A footer that was verified when its file was in that state. */
    record KnownFooter(SegmentFooter footer, FileState state, int bytes) {}

    /**
     * A part of a segment.
     *
     * @param state of the file that it was read from
     * @param column its id
     * @param index of a block, or one of the negative numbers below
     */
    record PartKey(UUID segment, FileState state, int column, int index) {
        /** What the blocks of a chunk share. */
        static final int SHARED = -1;
        static final int FILTERS = -2;
    }

    /** @param bytesMax that blocks and what they share may take together; 0 keeps footers alone */
    public SegmentCache(long bytesMax) {
        this.parts = Caffeine.newBuilder().maximumWeight(bytesMax).executor(Runnable::run).weigher(
                (PartKey _, Retained part) -> (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + part.retainedBytes()))
                .build();
    }

    /** Opens a segment, of which nothing is read that is known. */
    public SegmentReader open(Path file, long fileBytes, int footerBytes) throws IOException {
        return new SegmentReader(file, fileBytes, footerBytes, Optional.of(this));
    }

    /** The footer of a segment. */
    public SegmentFooter footer(Path file, long fileBytes, int footerBytes) throws IOException {
        try (SegmentReader reader = open(file, fileBytes, footerBytes)) {
            return reader.footer();
        }
    }

    /** Forgets everything. */
    public void clear() {
        footers.invalidateAll();
        parts.invalidateAll();
    }

    Optional<SegmentFooter> footer(Path file, FileState state) {
        return Optional.ofNullable(footers.getIfPresent(file)).filter(known -> known.state().equals(state))
                .map(KnownFooter::footer);
    }

    void keep(Path file, KnownFooter footer) {
        footers.put(file, footer);
    }

    Optional<Retained> part(PartKey key) {
        return Optional.ofNullable(parts.getIfPresent(key));
    }

    void keep(PartKey key, Retained part) {
        parts.put(key, part);
    }
}
