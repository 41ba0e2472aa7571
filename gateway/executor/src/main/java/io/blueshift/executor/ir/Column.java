package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/**
 * One column of a node's output. The name is only for people; columns are addressed by position.
 */
public record Column(String name, Type type) {
    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }
}
