package io.blueshift.store.write;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.files.DurableFiles;
import io.blueshift.store.format.SegmentFormat;
import io.trino.spi.Page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes rows as segment files into a table's data directory. The files are durable when {@link #finish} returns but
 * belong to nobody until a commit mentions them. One writer per thread; several may write to one table.
 */
public final class TableWriter {
    /** A segment of wide rows ends here, before it has all its rows: a writer holds its segment in memory. */
    private static final long SEGMENT_BYTES_MAX = 128L << 20;

    private final Path dataDirectory;
    private final String writeId;
    private final Supplier<SegmentBuilder> newSegment;
    private final long segmentRows;
    private final List<SegmentEntry> segments = new ArrayList<>();
    private SegmentBuilder open;
    private long writtenBytes;

    /**
     * @param writeId starts the names of all files of one statement, so that they can be found if it is given up
     * @param newSegment makes an empty segment
     */
    public TableWriter(Path dataDirectory, String writeId, Supplier<SegmentBuilder> newSegment) {
        this(dataDirectory, writeId, newSegment, SegmentFormat.SEGMENT_ROWS);
    }

    /** @param segmentRows after how many rows a segment ends, as far as blocks allow */
    public TableWriter(Path dataDirectory, String writeId, Supplier<SegmentBuilder> newSegment, long segmentRows) {
        this.segmentRows = segmentRows;
        this.dataDirectory = dataDirectory;
        this.writeId = writeId;
        this.newSegment = newSegment;
        this.open = newSegment.get();
    }

    public void append(Page page) throws IOException {
        int position = 0;
        while (position < page.getPositionCount()) {
            position += open.append(page, position);
            if (open.rows() >= segmentRows || open.rawBytes() >= SEGMENT_BYTES_MAX) {
                flush();
            }
        }
    }

    /** Writes what is left and returns all segments. */
    public List<SegmentEntry> finish() throws IOException {
        if (open.rows() > 0) {
            flush();
        }
        return List.copyOf(segments);
    }

    /** Removes the files written so far. */
    public void abort() throws IOException {
        for (SegmentEntry segment : segments) {
            DurableFiles.delete(dataDirectory.resolve(segment.file()));
        }
    }

    private void flush() throws IOException {
        SegmentBuilder full = open;
        open = newSegment.get();
        UUID id = UUID.randomUUID();
        String file = "%s-%s.seg".formatted(writeId, id);
        try {
            SegmentEntry segment = full.write(id, dataDirectory, file);
            segments.add(segment);
            writtenBytes += segment.bytes();
        } catch (IOException | RuntimeException e) {
            DurableFiles.delete(dataDirectory.resolve(file));
            throw e;
        }
    }

    public long writtenBytes() {
        return writtenBytes;
    }

    /** Bytes of memory held. */
    public long memoryBytes() {
        return open.memoryBytes();
    }
}
