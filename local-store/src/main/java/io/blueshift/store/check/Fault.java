package io.blueshift.store.check;

import io.blueshift.store.error.CorruptFileException;

import java.nio.file.Path;

/**
 * Something that is not as it should be.
 *
 * @param where the table, or what else is concerned
 * @param offset in the file, 0 if it concerns the whole
 */
public record Fault(String where, String problem, Path file, long offset) {
    static Fault of(String where, CorruptFileException e) {
        return new Fault(where, e.problem(), e.file(), e.offset());
    }

    /** One line. */
    @Override
    public String toString() {
        return "%s: %s: %s, offset %d".formatted(where, problem.replace('\n', ' '), file, offset);
    }
}
