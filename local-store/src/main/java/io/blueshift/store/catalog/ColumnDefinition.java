package io.blueshift.store.catalog;

import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * A column of a table.
 *
 * @param id ties the column to its chunks in segments whatever its name becomes; unique in the table for ever
 * @param defaultValue an SQL expression
 * @param initialValue a {@link Literal}: the value in rows that were written before the column was added; NULL if absent
 */
public record ColumnDefinition(int id, String name, Type type, boolean nullable, Optional<String> defaultValue,
        Optional<String> comment, Optional<String> initialValue) {

    public ColumnDefinition(int id, String name, Type type, boolean nullable, Optional<String> defaultValue,
            Optional<String> comment) {
        this(id, name, type, nullable, defaultValue, comment, Optional.empty());
    }

    public ColumnDefinition withInitialValue(Optional<String> newInitialValue) {
        return new ColumnDefinition(id, name, type, nullable, defaultValue, comment, newInitialValue);
    }

    /** The {@link #initialValue} in the type's native Java form. */
    public Optional<Object> nativeInitialValue() {
        return initialValue.flatMap(literal -> Literal.parse(literal, type));
    }

    public ColumnDefinition withName(String newName) {
        return new ColumnDefinition(id, newName, type, nullable, defaultValue, comment, initialValue);
    }

    public ColumnDefinition withType(Type newType) {
        Optional<String> initial = initialValue;
        if (type instanceof RealType && initial.isPresent()) {
            // The digits of a REAL are not those of the DOUBLE it becomes
            initial = nativeInitialValue()
                    .map(bits -> Double.toString(Float.intBitsToFloat(Math.toIntExact((long) bits))));
        }
        return new ColumnDefinition(id, name, newType, nullable, defaultValue, comment, initial);
    }

    public ColumnDefinition withComment(Optional<String> newComment) {
        return new ColumnDefinition(id, name, type, nullable, defaultValue, newComment, initialValue);
    }

    public ColumnDefinition withDefaultValue(Optional<String> newDefault) {
        return new ColumnDefinition(id, name, type, nullable, newDefault, comment, initialValue);
    }

    public ColumnDefinition withNulls() {
        return new ColumnDefinition(id, name, type, true, defaultValue, comment, initialValue);
    }
}
