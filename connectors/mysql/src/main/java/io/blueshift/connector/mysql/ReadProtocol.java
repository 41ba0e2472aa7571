package io.blueshift.connector.mysql;

/** How rows are read. */
public enum ReadProtocol {
    /** The bytes of the rows, decoded by the connector. */
    ROWS,
    /** The driver's results, value by value. */
    RESULT_SET
}
