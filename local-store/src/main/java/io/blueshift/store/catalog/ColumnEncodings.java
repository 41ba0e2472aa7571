package io.blueshift.store.catalog;

import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.encoding.Encodings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The encodings that users chose for columns, among the table's properties, by column id. */
public final class ColumnEncodings {
    /** The column property's name, for users. */
    public static final String PROPERTY = "encoding";

    private static final String PREFIX = PROPERTY + ".";

    private ColumnEncodings() {}

    /** The choice for a column; empty if the store chooses. */
    public static Optional<Encoding> of(TableVersion table, int columnId) {
        return Optional.ofNullable(table.properties().get(PREFIX + columnId)).flatMap(Encodings::forced);
    }

    /** Properties with a choice more, or unchanged. */
    public static Map<String, String> set(Map<String, String> properties, int columnId, Optional<Encoding> encoding) {
        if (encoding.isEmpty()) {
            return properties;
        }
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(PREFIX + columnId, encoding.get().label());
        return changed;
    }

    /** All choices, by column id. */
    public static Map<Integer, Encoding> of(TableVersion table) {
        Map<Integer, Encoding> encodings = new HashMap<>();
        for (ColumnDefinition column : table.columns()) {
            of(table, column.id()).ifPresent(encoding -> encodings.put(column.id(), encoding));
        }
        return encodings;
    }
}
