package io.blueshift.store.scan;

import io.trino.spi.type.Type;

/** A column to be read: its id in the table and its type. */
public record ScanColumn(int id, Type type) {}
