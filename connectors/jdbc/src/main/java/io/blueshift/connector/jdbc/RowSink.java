package io.blueshift.connector.jdbc;

import io.trino.spi.Page;

/**
 * Adds rows to a staging table in a transaction of its own. One thread at a time, except {@link #cancel}. Takes its
 * connection with the first page: a writer that gets no rows holds none.
 */
public interface RowSink {
    /** May block. */
    void append(Page page);

    /** Makes the rows stay, and gives the connection back. */
    void commit();

    /** Tells the source to stop what it does for {@link #append} or {@link #commit}. Harmless if it does nothing. */
    void cancel();

    /** Ends without effect, unless it was committed, and gives the connection up. Harmless when repeated. */
    void discard();
}
