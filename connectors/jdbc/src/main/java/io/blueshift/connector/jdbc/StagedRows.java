package io.blueshift.connector.jdbc;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;

import java.util.Collection;
import java.util.List;

/**
 * How many rows the writers of a statement have staged, each its own number. A source may have lost them by the
 * statement's end although they were committed: PostgreSQL empties tables like these when it starts again after a crash,
 * and a server that has taken another one's place may never have had them.
 */
final class StagedRows {
    private StagedRows() {}

    /** What a writer says at its end. */
    static Collection<Slice> written(long rows) {
        Slice fragment = Slices.allocate(Long.BYTES);
        fragment.setLong(0, rows);
        return List.of(fragment);
    }

    /** @param fragments what all writers have said */
    static long sum(Collection<Slice> fragments) {
        return fragments.stream().mapToLong(fragment -> fragment.getLong(0)).sum();
    }

    /**
     * @param there rows in the staging table
     * @throws TrinoException if it has other rows than were written; then the statement must not go on
     */
    static void require(long written, long there, String table) {
        if (there != written) {
            throw new TrinoException(SourceErrorCode.SOURCE_UNAVAILABLE,
                    ("Of %s rows on their way into table %s %s are left in the source, which has been started again or"
                            + " replaced meanwhile; nothing was changed").formatted(written, table, there));
        }
    }
}
