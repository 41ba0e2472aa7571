package io.blueshift.store.error;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

import static io.trino.spi.ErrorType.EXTERNAL;
import static io.trino.spi.ErrorType.INTERNAL_ERROR;

/** The store's own error codes; users' mistakes have Trino's. */
public enum StoreErrorCode implements ErrorCodeSupplier {
    /** A file does not hold what was written to it, or is gone. */
    LOCAL_STORE_CORRUPT(0, EXTERNAL),
    /** Reading or writing failed: full disk, missing permission, broken device. */
    LOCAL_STORE_IO_ERROR(1, EXTERNAL),
    /** Another process has the directory. */
    LOCAL_STORE_LOCKED(2, EXTERNAL),
    /** A file was written by a newer version. */
    LOCAL_STORE_UNKNOWN_FORMAT(3, EXTERNAL),
    /** The store contradicts itself. */
    LOCAL_STORE_FAULT(4, INTERNAL_ERROR);

    /** Base of this store's codes: 0x0B5E_0000, away from Trino's own connectors. */
    private static final int BASE = 0x0B5E_0000;

    private final ErrorCode errorCode;

    StoreErrorCode(int offset, ErrorType type) {
        errorCode = new ErrorCode(BASE + offset, name(), type);
    }

    @Override
    public ErrorCode toErrorCode() {
        return errorCode;
    }
}
