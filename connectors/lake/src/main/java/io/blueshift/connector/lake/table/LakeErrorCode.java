package io.blueshift.connector.lake.table;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

/** What can go wrong outside of us: in the object store, in a file, in the Iceberg catalog. */
public enum LakeErrorCode implements ErrorCodeSupplier {
    /** The object store or file system refused, failed or did not answer. */
    LAKE_STORAGE_ERROR(0, ErrorType.EXTERNAL),
    /** A file that the table needs is not there. */
    LAKE_FILE_MISSING(1, ErrorType.EXTERNAL),
    /** A file is there and is not what it should be. */
    LAKE_BAD_DATA(2, ErrorType.EXTERNAL),
    /** The Iceberg catalog refused, failed or did not answer. */
    LAKE_CATALOG_ERROR(3, ErrorType.EXTERNAL),
    /** Another writer changed the table in a way that this write cannot follow. */
    LAKE_COMMIT_CONFLICT(4, ErrorType.EXTERNAL),
    /** A stored table definition cannot be read. */
    LAKE_BAD_DEFINITION(5, ErrorType.EXTERNAL);

    private static final int BASE = 0x0B1A_0000;

    private final ErrorCode code;

    LakeErrorCode(int offset, ErrorType type) {
        code = new ErrorCode(BASE + offset, name(), type);
    }

    @Override
    public ErrorCode toErrorCode() {
        return code;
    }
}
