package io.blueshift.connector.jdbc;

import io.trino.spi.Page;

import java.util.Optional;

/**
 * A question on its way through a source, answered page by page.
 *
 * <p>
 * {@link #nextPage} belongs to one thread at a time and may block; {@link #cancel} may be called from any thread at any
 * moment and makes a blocked {@code nextPage} return soon.
 */
public interface PageReader {
    /** The next rows, or nothing at the end. The connection goes back to the pool as soon as the last row is read. */
    Optional<Page> nextPage();

    /**
     * How many bytes the rows so far took on their way from the source; where the driver does not tell, what they take
     * decoded. By the thread of {@link #nextPage}.
     */
    long receivedBytes();

    /** Tells the source to stop. A request that comes before the source has begun is lost: repeat until it shows. */
    void cancel();

    /**
     * Cuts the connection: a blocked {@link #nextPage} fails, whether the source can be reached or not. What runs there runs
     * on until the source notices.
     */
    void cut();

    /**
     * Gives the connection back, and stops what still runs on it. Not while {@link #nextPage} runs. Harmless when
     * repeated.
     */
    void release();
}
