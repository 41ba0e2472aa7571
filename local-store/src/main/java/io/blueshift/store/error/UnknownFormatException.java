package io.blueshift.store.error;

import java.nio.file.Path;

/** A sound file of a format version that this program does not know. */
public final class UnknownFormatException extends RuntimeException {
    public UnknownFormatException(Path file, int found, int known) {
        super("%s has format version %d; this version of Blueshift reads up to %d".formatted(file, found, known));
    }
}
