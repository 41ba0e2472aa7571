package io.blueshift.store.write;

import io.trino.spi.type.Type;

/** A column to be written: its id in the table and its type. */
public record WriteColumn(int id, Type type) {}
