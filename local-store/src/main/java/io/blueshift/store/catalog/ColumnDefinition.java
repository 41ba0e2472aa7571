package io.blueshift.store.catalog;

import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * A column of a table.
 *
 * @param id ties the column to its chunks in segments whatever its name becomes; unique in the table for ever
 * @param defaultValue an SQL expression
 */
public record ColumnDefinition(int id, String name, Type type, boolean nullable, Optional<String> defaultValue,
        Optional<String> comment) {

    public ColumnDefinition withName(String newName) {
        return new ColumnDefinition(id, newName, type, nullable, defaultValue, comment);
    }

    public ColumnDefinition withType(Type newType) {
        return new ColumnDefinition(id, name, newType, nullable, defaultValue, comment);
    }

    public ColumnDefinition withComment(Optional<String> newComment) {
        return new ColumnDefinition(id, name, type, nullable, defaultValue, newComment);
    }

    public ColumnDefinition withDefaultValue(Optional<String> newDefault) {
        return new ColumnDefinition(id, name, type, nullable, newDefault, comment);
    }

    public ColumnDefinition withNulls() {
        return new ColumnDefinition(id, name, type, true, defaultValue, comment);
    }
}
