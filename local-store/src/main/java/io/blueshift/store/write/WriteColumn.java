package io.blueshift.store.write;

import io.blueshift.store.encoding.Encoding;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * A column to be written: its id in the table and its type.
 *
 * @param encoding what its blocks are written with where that is possible; empty for the best
 */
public record WriteColumn(int id, Type type, Optional<Encoding> encoding) {
    /** With the encodings that suit the values. */
    public WriteColumn(int id, Type type) {
        this(id, type, Optional.empty());
    }
}
