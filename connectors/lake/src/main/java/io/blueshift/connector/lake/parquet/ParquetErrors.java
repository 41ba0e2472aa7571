package io.blueshift.connector.lake.parquet;

import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.ErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.Optional;

/**
 * Tells apart what may fail inside the Parquet reader: a broken file fails in any way a decoder can (an index out of
 * bounds, a negative size), so whatever is not already an error of ours is the file's fault.
 */
final class ParquetErrors {
    private ParquetErrors() {}

    static RuntimeException of(StorageParquetSource source, Throwable cause) {
        if (cause instanceof TrinoException trino) {
            return withLocation(source, trino);
        }
        String reason = Optional.ofNullable(cause.getMessage())
                .map(message -> message.replace(" [" + source.getId() + "]", ""))
                .orElse(cause.getClass().getSimpleName());
        return new TrinoException(
                LakeErrorCode.LAKE_FILE_CORRUPT,
                "Cannot read Parquet file %s%s: %s".formatted(source.location(), source.whereabouts(), reason),
                cause);
    }

    private static TrinoException withLocation(StorageParquetSource source, TrinoException cause) {
        if (cause.getMessage() != null && cause.getMessage().contains(source.location())) {
            return cause;
        }
        ErrorCode code = cause.getErrorCode();
        // Trino's decoders say NOT_SUPPORTED or INVALID_CAST_ARGUMENT for values that do not fit the column
        String message = "Cannot read Parquet file %s: %s".formatted(source.location(), cause.getMessage());
        if (code.equals(StandardErrorCode.GENERIC_INTERNAL_ERROR.toErrorCode())) {
            return new TrinoException(LakeErrorCode.LAKE_FILE_CORRUPT, message, cause);
        }
        return new TrinoException(() -> code, message, cause);
    }
}
