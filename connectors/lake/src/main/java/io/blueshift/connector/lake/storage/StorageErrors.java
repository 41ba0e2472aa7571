package io.blueshift.connector.lake.storage;

import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.TrinoException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Words for what went wrong at the storage: the action, the location, the endpoint, the cause; never a key. */
final class StorageErrors {
    private final Optional<String> endpoint;

    StorageErrors(Optional<String> endpoint) {
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
    }

    TrinoException failed(String action, String location, Exception cause) {
        String message = "Cannot %s %s%s: %s".formatted(action, location, at(location), reason(cause));
        return new TrinoException(LakeErrorCode.LAKE_STORAGE_ERROR, message, cause);
    }

    private String at(String location) {
        return endpoint.filter(ignored -> location.startsWith("s3")).map(" (endpoint %s)"::formatted).orElse("");
    }

    private static String reason(Exception cause) {
        String message = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        if (cause instanceof FileNotFoundException) {
            return message.startsWith("No such file") ? message : "no such file: " + message;
        }
        if (cause instanceof IOException) {
            return message;
        }
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
