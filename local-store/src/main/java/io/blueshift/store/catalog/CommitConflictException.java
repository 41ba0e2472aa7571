package io.blueshift.store.catalog;

import io.trino.spi.TrinoException;

import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;

/** Another commit changed what this one was made from. Nothing is broken; doing the work again may succeed. */
public final class CommitConflictException extends TrinoException {
    public CommitConflictException(String message) {
        super(TRANSACTION_CONFLICT, message);
    }
}
