package io.blueshift.store.error;

import java.nio.file.Path;

/** A file does not hold what the store wrote: says which file, where in it, and what was seen and expected. */
public final class CorruptFileException extends RuntimeException {
    private final transient Path file;
    private final long offset;
    private final String problem;

    public CorruptFileException(Path file, long offset, String problem) {
        this(file, offset, problem, null);
    }

    public CorruptFileException(Path file, long offset, String problem, Throwable cause) {
        super(message(file, offset, problem), cause);
        this.file = file;
        this.offset = offset;
        this.problem = problem;
    }

    public Path file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    private static String message(Path file, long offset, String problem) {
        return "%s is corrupt at offset %d: %s".formatted(file, offset, problem);
    }
}
