package io.blueshift.connector.jdbc;

import io.trino.spi.connector.ConnectorMergeSink;

/** How a staging table says what is to happen to a row: a case of an UPDATE by its number, the others by these. */
final class RowChange {
    static final int INSERT = -1;
    static final int DELETE = -2;

    private RowChange() {}

    /**
     * @param operation as the engine numbers them
     * @param updateCase of an update
     */
    static int of(int operation, int updateCase) {
        return switch (operation) {
            case ConnectorMergeSink.INSERT_OPERATION_NUMBER -> INSERT;
            case ConnectorMergeSink.DELETE_OPERATION_NUMBER -> DELETE;
            case ConnectorMergeSink.UPDATE_OPERATION_NUMBER -> updateCase;
            default -> throw new IllegalArgumentException("unexpected merge operation: " + operation);
        };
    }
}
