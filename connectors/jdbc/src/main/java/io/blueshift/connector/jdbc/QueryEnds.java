package io.blueshift.connector.jdbc;

/** Tells when a statement of the engine is over, where the engine does not tell connectors. Safe for all threads. */
@FunctionalInterface
public interface QueryEnds {
    /** Nobody tells. */
    QueryEnds UNTOLD = (_, _) -> {};

    /**
     * @param action run once the statement is over, well or not, by any thread, also if it is already; must not block, and
     *               may be run more than once
     */
    void whenOver(String queryId, Runnable action);
}
