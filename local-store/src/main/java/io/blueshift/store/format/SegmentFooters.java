package io.blueshift.store.format;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Footers of segments that were read lately, so that they need not be parsed again. A segment file never changes and its
 * name is never used again, so what was verified once stays true; but disks do damage, and therefore length, header and
 * footer are verified at every opening, and blocks at every read. Thread-safe.
 */
public final class SegmentFooters {
    /** In bytes of the files; an entry takes a few times as much memory as its footer takes in the file. */
    private static final long BYTES_MAX = 16L << 20;

    private final Cache<Path, Entry> entries = CacheBuilder.newBuilder().maximumWeight(BYTES_MAX)
            .weigher((Path _, Entry entry) -> entry.bytes()).build();

    private record Entry(SegmentFooter footer, int bytes) {}

    /** Opens a segment, with its footer from here if it is known. */
    public SegmentReader open(Path file, long fileBytes, int footerBytes) throws IOException {
        Optional<SegmentFooter> known = Optional.ofNullable(entries.getIfPresent(file)).map(Entry::footer);
        SegmentReader reader = new SegmentReader(file, fileBytes, footerBytes, known);
        if (known.isEmpty()) {
            entries.put(file, new Entry(reader.footer(), footerBytes));
        }
        return reader;
    }

    /** The footer of a segment. */
    public SegmentFooter footer(Path file, long fileBytes, int footerBytes) throws IOException {
        Entry known = entries.getIfPresent(file);
        if (known != null) {
            return known.footer();
        }
        try (SegmentReader reader = open(file, fileBytes, footerBytes)) {
            return reader.footer();
        }
    }
}
