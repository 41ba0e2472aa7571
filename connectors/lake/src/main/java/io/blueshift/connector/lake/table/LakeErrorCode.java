package io.blueshift.connector.lake.table;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

import static io.trino.spi.ErrorType.EXTERNAL;
import static io.trino.spi.ErrorType.USER_ERROR;

/** What can go wrong outside Trino: the catalog, the storage, the files. */
public enum LakeErrorCode implements ErrorCodeSupplier {
    /** The Iceberg catalog cannot be reached or refuses. */
    LAKE_CATALOG_ERROR(0, EXTERNAL),
    /** The storage cannot be reached, refuses, or fails while reading or writing. */
    LAKE_STORAGE_ERROR(1, EXTERNAL),
    /** A file is not of the format it should have, is truncated or is broken. */
    LAKE_FILE_CORRUPT(2, EXTERNAL),
    /** A location that should hold files holds none. */
    LAKE_NO_FILES(3, EXTERNAL),
    /** A CSV file has a row or value that does not fit the table's columns. */
    LAKE_BAD_ROW(4, EXTERNAL),
    /** A write could not be committed. */
    LAKE_COMMIT_ERROR(5, EXTERNAL),
    /** An external table's definition does not fit its files. */
    LAKE_BAD_DEFINITION(6, USER_ERROR);

    private final ErrorCode errorCode;

    LakeErrorCode(int code, ErrorType type) {
        errorCode = new ErrorCode(code + 0x0B10_0000, name(), type, type != USER_ERROR);
    }

    @Override
    public ErrorCode toErrorCode() {
        return errorCode;
    }
}
