package io.blueshift.connector.postgresql;

/** How rows come from the server. */
public enum ReadProtocol {
    /** By COPY in the binary format, decoded into blocks. */
    COPY,
    /** By the driver's results, value by value: slower, and the measure of what is right. */
    RESULT_SET
}
