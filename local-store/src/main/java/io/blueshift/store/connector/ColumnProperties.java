package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.ColumnEncodings;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.encoding.Encodings;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.session.PropertyMetadata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.trino.spi.type.VarcharType.VARCHAR;

/** What a column's {@code WITH (...)} understands. */
final class ColumnProperties {
    static final List<PropertyMetadata<?>> ALL = List.of(
            new PropertyMetadata<>(
                    ColumnEncodings.PROPERTY,
                    "How the column is written where that is possible: AUTO, %s".formatted(
                            Stream.of(Encoding.values()).map(ColumnProperties::shown)
                                    .collect(Collectors.joining(", "))),
                    VARCHAR,
                    String.class,
                    null,
                    false,
                    value -> {
                        Encodings.forced((String) value);
                        return (String) value;
                    },
                    value -> value));

    private ColumnProperties() {}

    static Optional<Encoding> encoding(ColumnMetadata column) {
        return Optional.ofNullable(column.getProperties().get(ColumnEncodings.PROPERTY)).map(String.class::cast)
                .flatMap(Encodings::forced);
    }

    /** As users write them. */
    static Map<String, Object> shown(TableVersion table, ColumnDefinition column) {
        return ColumnEncodings.of(table, column.id())
                .<Map<String, Object>>map(encoding -> Map.of(ColumnEncodings.PROPERTY, shown(encoding)))
                .orElse(Map.of());
    }

    private static String shown(Encoding encoding) {
        return encoding.label().replace('-', '_').toUpperCase(Locale.ENGLISH);
    }
}
