package io.blueshift.connector.jdbc;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

/** Failures of a live database, apart from those that the engine has codes of its own for. */
public enum SourceErrorCode implements ErrorCodeSupplier {
    /** No connection, or an established one broke. */
    SOURCE_UNAVAILABLE(0, ErrorType.EXTERNAL),
    /** The database does not let the configured user in. */
    SOURCE_AUTHENTICATION_FAILED(1, ErrorType.EXTERNAL),
    /** All connections that the catalog may open are in use. */
    SOURCE_POOL_EXHAUSTED(2, ErrorType.INSUFFICIENT_RESOURCES),
    /** The database rejected or failed a statement. */
    SOURCE_QUERY_FAILED(3, ErrorType.EXTERNAL),
    /** The database holds a value that the engine's type has no room for. */
    SOURCE_VALUE_NOT_REPRESENTABLE(4, ErrorType.EXTERNAL),
    /** Something in the database, as a view or a foreign key, needs what was to be dropped. */
    SOURCE_HAS_DEPENDENTS(5, ErrorType.USER_ERROR);

    /** Above the codes that Trino and its plugins hand out. */
    private static final int BASE = 0x0B1E_0000;

    private final ErrorCode code;

    SourceErrorCode(int offset, ErrorType type) {
        this.code = new ErrorCode(BASE + offset, name(), type);
    }

    @Override
    public ErrorCode toErrorCode() {
        return code;
    }
}
