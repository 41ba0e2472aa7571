package io.blueshift.store.error;

import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.UncheckedIOException;

import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_CORRUPT;
import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_IO_ERROR;
import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_UNKNOWN_FORMAT;
import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;

/** Turns what the store's layers throw into the error that a user sees, with the catalog's name in front. */
public record StoreErrors(String catalog) {

    /** Exceptions that are none of the store's pass unchanged. */
    public RuntimeException translate(Exception failure) {
        return switch (failure) {
            // Who retries knows the class by its name: no subclass
            case TrinoException conflict when conflict.getErrorCode().equals(TRANSACTION_CONFLICT.toErrorCode()) ->
                new TrinoException(TRANSACTION_CONFLICT, conflict.getMessage(), conflict);
            case TrinoException known -> known;
            case CorruptFileException corrupt -> error(LOCAL_STORE_CORRUPT, corrupt);
            case UnknownFormatException unknown -> error(LOCAL_STORE_UNKNOWN_FORMAT, unknown);
            case UncheckedIOException io -> error(LOCAL_STORE_IO_ERROR, io.getCause());
            case IOException io -> error(LOCAL_STORE_IO_ERROR, io);
            case RuntimeException other -> other;
            default -> new IllegalStateException(failure);
        };
    }

    private TrinoException error(StoreErrorCode code, Exception cause) {
        // The message of a file system exception is often only the path
        String what = cause instanceof IOException ? cause.toString() : cause.getMessage();
        return new TrinoException(code, "Catalog %s: %s".formatted(catalog, what), cause);
    }
}
