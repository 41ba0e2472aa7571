package io.blueshift.store.maintenance;

import io.blueshift.store.scan.SegmentPageSource;
import io.trino.spi.Page;
import io.trino.spi.connector.SourcePage;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Rows of one run, page by page. Not thread-safe. */
final class RunCursor implements Closeable {
    private final SegmentPageSource source;
    private Optional<Page> page = Optional.empty();
    private int position;

    RunCursor(SegmentPageSource source) {
        this.source = source;
    }

    /** Goes to the next page; false if there is none. */
    boolean nextPage() {
        page = Optional.empty();
        position = 0;
        while (page.isEmpty() && !source.isFinished()) {
            SourcePage next = source.getNextSourcePage();
            if (next != null && next.getPositionCount() > 0) {
                page = Optional.of(next.getPage());
            }
        }
        return page.isPresent();
    }

    Page page() {
        return page.orElseThrow();
    }

    /** Of the next row in the page. */
    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    boolean isAtPageEnd() {
        return position == page().getPositionCount();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
