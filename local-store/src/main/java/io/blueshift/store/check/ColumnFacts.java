package io.blueshift.store.check;

import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.zone.ZoneMap;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * What a segment's rows say of one column.
 *
 * @param type with which it was written
 * @param sketch of types whose distinct values are counted
 */
record ColumnFacts(Type type, ZoneMap zone, Optional<DistinctSketch> sketch) {}
