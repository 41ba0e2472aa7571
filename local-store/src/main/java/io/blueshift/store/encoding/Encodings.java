package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The encodings by id, by name, and for values that stand alone. */
public final class Encodings {
    /** By id; the place of an id that is not used is empty. */
    private static final List<Optional<Encoding>> BY_ID = Stream.iterate(0, id -> id < 32, id -> id + 1)
            .map(id -> Stream.of(Encoding.values()).filter(encoding -> encoding.id() == id).findAny()).toList();

    /** Stands where an encoding's id does: a sized shared part follows, then the block. */
    private static final int SHARED_INSIDE = 0;

    private Encodings() {}

    /** @throws IllegalArgumentException for an id that this version does not know */
    public static Encoding byId(int id) {
        return Optional.of(id).filter(known -> known < BY_ID.size()).flatMap(BY_ID::get)
                .orElseThrow(() -> new IllegalArgumentException("unknown encoding " + id));
    }

    /**
     * The encoding that a user asks for.
     *
     * @param name a label in any case, or AUTO
     * @return empty for AUTO
     * @throws IllegalArgumentException naming the known ones
     */
    public static Optional<Encoding> forced(String name) {
        if (name.equalsIgnoreCase("auto")) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ENGLISH).replace('_', '-');
        return Optional.of(
                Stream.of(Encoding.values()).filter(encoding -> encoding.label().equals(wanted)).findAny().orElseThrow(
                        () -> new IllegalArgumentException(
                                "unknown encoding '%s'; there are: auto, %s".formatted(
                                        name,
                                        String.join(", ",
                                                Stream.of(Encoding.values()).map(Encoding::label).toList())))));
    }

    /** Writes values that stand alone, in the smallest form; what their blocks would share stands before them. */
    public static void write(Type type, Block block, ByteWriter out) {
        ValueBlock values = flatten(block);
        ChunkEncoder encoder = ChunkEncoder.of(type, values, List.of(values.getPositionCount()), Optional.empty());
        if (encoder.sharedPart().length > 0) {
            out.writeByte(SHARED_INSIDE);
            out.writeSized(encoder.sharedPart());
        }
        encoder.write(0, out);
    }

    /** Like {@link #write} for values inside another encoding, which are distinct or in runs no more. */
    static void writeAlone(Type type, ValueBlock block, ByteWriter out) {
        ChunkEncoder.alone(type, block).write(0, out);
    }

    /** Writes few values without looking for a smaller form. */
    public static void writePlain(Type type, ValueBlock block, ByteWriter out) {
        out.writeByte(Encoding.PLAIN.id());
        new PlainEncoder().write(new Region(ColumnValues.of(type, block), 0, block.getPositionCount()), out);
    }

    /** Reads what {@link #write} wrote. */
    public static Block read(Type type, int positions, ByteReader in) {
        return read(type, positions, in, SharedPart.NONE).decode();
    }

    /**
     * Reads a block. The result may share the reader's array.
     *
     * @throws RuntimeException of any kind if the bytes are not what {@link ChunkEncoder} wrote
     */
    public static EncodedBlock read(Type type, int positions, ByteReader in, SharedPart shared) {
        int id = in.readByte();
        if (id == SHARED_INSIDE) {
            SharedPart inside = SharedPart.read(type, in.slice(in.readCount()));
            return read(type, positions, in, inside);
        }
        return switch (byId(id)) {
            case PLAIN -> PlainEncoder.read(type, positions, in);
            case CONSTANT -> ConstantEncoder.read(type, positions, in);
            case RUN_LENGTH -> RunLengthEncoder.read(type, positions, in);
            case DICTIONARY -> DictionaryEncoder.read(positions, in, shared);
            case BIT_PACKED -> PackedEncoder.read(type, positions, in);
            case DELTA -> DeltaEncoder.read(type, positions, in);
            case SCALED -> ScaledEncoder.read(type, positions, in);
            case ALP -> AlpEncoder.read(type, positions, in);
            case SPLIT -> SplitEncoder.read(type, positions, in);
            case FSST -> FsstEncoder.read(type, positions, in, shared);
            case ZSTD -> ZstdEncoder.read(type, positions, in, shared);
        };
    }

    /** Plain bytes of {@code count} average values of the region. */
    static long averageSize(Region region, int count) {
        if (region.count() == 0) {
            return 0;
        }
        if (region.values().block() instanceof VariableWidthBlock bytes) {
            return (bytes(bytes, region.start(), region.count()) + region.count()) * count / region.count();
        }
        return (long) region.values().storage().width() * count;
    }

    /** Bytes of the values at {@code count} positions. */
    static long bytes(VariableWidthBlock block, int start, int count) {
        int base = block.getRawArrayBase() + start;
        return (long) block.getRawOffsets()[base + count] - block.getRawOffsets()[base];
    }

    /** The same values without dictionary or run-length around them. */
    public static ValueBlock flatten(Block block) {
        if (block instanceof ValueBlock values) {
            return values;
        }
        int positions = block.getPositionCount();
        int[] ids = new int[positions];
        for (int i = 0; i < positions; i++) {
            ids[i] = block.getUnderlyingValuePosition(i);
        }
        return block.getUnderlyingValueBlock().copyPositions(ids, 0, positions);
    }
}
