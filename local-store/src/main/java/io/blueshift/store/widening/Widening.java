package io.blueshift.store.widening;

import io.blueshift.store.zone.ValueRange;
import io.blueshift.store.zone.ZoneMap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Optional;
import java.util.function.UnaryOperator;

import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;

/**
 * From values of one type to the same values of a wider type. Thread-safe.
 *
 * @param keepsBits whether sketches of the values stay true
 * @param value converts a value in its native Java form; empty if both types have the same form, or have types inside
 * @param nested converts values with values inside
 */
public record Widening(Type to, boolean keepsBits, Type from, Optional<UnaryOperator<Object>> value,
        Optional<UnaryOperator<ValueBlock>> nested) {

    Widening(Type to, boolean keepsBits, Type from, Optional<UnaryOperator<Object>> value) {
        this(to, keepsBits, from, value, Optional.empty());
    }

    /** Empty if a value could change, or if that is not known. */
    public static Optional<Widening> between(Type from, Type to) {
        return WideningRules.between(from, to);
    }

    /** The same values, and dictionary or run-length encoded if they were. */
    public Block apply(Block block) {
        if (value.isEmpty() && nested.isEmpty()) {
            return block;
        }
        return switch (block) {
            case RunLengthEncodedBlock run -> RunLengthEncodedBlock
                    .create(convert(run.getValue()), run.getPositionCount());
            case DictionaryBlock dictionary -> dictionary.createProjection(convert(dictionary.getDictionary()));
            case ValueBlock values -> convert(values);
        };
    }

    private ValueBlock convert(ValueBlock block) {
        if (nested.isPresent()) {
            return nested.get().apply(block);
        }
        BlockBuilder converted = to.createBlockBuilder(null, block.getPositionCount());
        for (int i = 0; i < block.getPositionCount(); i++) {
            if (block.isNull(i)) {
                converted.appendNull();
            } else {
                writeNativeValue(to, converted, value.orElseThrow().apply(readNativeValue(from, block, i)));
            }
        }
        return converted.buildValueBlock();
    }

    /** The summary of the converted values. */
    public ZoneMap apply(ZoneMap zone) {
        if (value.isEmpty() || zone.range().isEmpty()) {
            return zone;
        }
        ValueRange range = zone.range().get();
        ValueRange converted = new ValueRange(
                value.get().apply(range.min()),
                value.get().apply(range.max()));
        return new ZoneMap(zone.positions(), zone.nulls(), zone.dataBytes(), Optional.of(converted));
    }
}
