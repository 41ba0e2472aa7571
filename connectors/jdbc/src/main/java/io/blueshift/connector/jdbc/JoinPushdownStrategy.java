package io.blueshift.connector.jdbc;

/** When joins go to the source that can go there. */
public enum JoinPushdownStrategy {
    /** If not more comes back than reading both sides would bring. */
    AUTOMATIC,
    /** Whenever the result is the engine's. */
    ALWAYS,
    NEVER
}
