package io.blueshift.store.error;

import java.nio.file.Path;

/** A file does not hold what the store wrote: says which file, where in it, and what was seen and expected. */
public final class CorruptFileException extends RuntimeException {
    public CorruptFileException(Path file, long offset, String problem) {
        super(message(file, offset, problem));
    }

    public CorruptFileException(Path file, long offset, String problem, Throwable cause) {
        super(message(file, offset, problem), cause);
    }

    private static String message(Path file, long offset, String problem) {
        return "%s is corrupt at offset %d: %s".formatted(file, offset, problem);
    }
}
