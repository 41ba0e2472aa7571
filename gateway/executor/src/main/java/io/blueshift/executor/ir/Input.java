package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/**
 * The value of one of the input's columns, counted from zero.
 */
public record Input(int channel, String name, Type type) implements Expression {
    public Input {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        if (channel < 0) {
            throw new IllegalArgumentException("channel " + channel);
        }
    }
}
